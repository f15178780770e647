import type { VNode } from "preact";

type AnswerButtonsProps = {
  readonly name: string;
  readonly answers: readonly { readonly value: string; readonly text: string }[];
};

/** Answers to one question, each sent by its own button: as large and as visible as one another. */
export function AnswerButtons({ name, answers }: AnswerButtonsProps): VNode {
  return (
    <div class="jl-answers">
      {answers.map(({ value, text }) => (
        <button
          key={value}
          type="submit"
          class="jl-button jl-button--secondary jl-answers__one"
          name={name}
          value={value}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
