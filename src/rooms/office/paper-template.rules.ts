/** Part of the key of kept files: one more whenever the template or the writers give other bytes. */
export const TEMPLATE_VERSION = 1;

/**
 * The paper in Typst. Everything that people wrote comes as data (`sys.inputs.data`, JSON) and is only ever shown: nothing
 * of it is read as Typst.
 */
export const PAPER_TEMPLATE = String.raw`
#let paper = json(bytes(sys.inputs.data))
#let ink = luma(20)
#let grey = luma(75)

#set document(title: paper.title, author: paper.author, description: paper.description)
#set text(font: ("Public Sans", "Libertinus Serif"), size: 11pt, lang: paper.lang, fill: ink, hyphenate: false)
#set smartquote(enabled: false)
#set par(leading: 0.75em, spacing: 1.15em, justify: false)
#set page(
  paper: "a4",
  margin: (x: 2.4cm, top: 2.5cm, bottom: 2.7cm),
  header: context {
    set text(size: 8.5pt, fill: grey)
    if counter(page).get().first() > 1 [#paper.header #v(-0.5em) #line(length: 100%, stroke: 0.5pt + grey)]
  },
  footer: context {
    set text(size: 8.5pt, fill: grey)
    line(length: 100%, stroke: 0.5pt + grey)
    v(-0.5em)
    grid(
      columns: (1fr, auto), column-gutter: 1em,
      paper.address,
      [#paper.words.page #counter(page).display() #paper.words.of #counter(page).final().first()],
    )
  },
)
#set heading(numbering: none, outlined: true, bookmarked: true)
#show heading: set block(sticky: true)
#show heading: set par(leading: 0.5em)
#show heading.where(level: 1): set text(size: 17pt)
#show heading.where(level: 1): set block(above: 2em, below: 0.9em)
#show heading.where(level: 2): set text(size: 14pt)
#show heading.where(level: 2): set block(above: 1.7em, below: 0.8em)
#show heading.where(level: 3): set text(size: 12pt)
#show heading.where(level: 3): set block(above: 1.5em, below: 0.7em)
#show link: underline
#set table(stroke: 0.5pt + grey, inset: 5pt)
#set terms(separator: [ #h(0.4em) ], hanging-indent: 1.2em, spacing: 0.7em)

#let words(text) = text.split("\n").join(linebreak())
#let marked(span) = {
  let body = words(span.text)
  let mark = span.at("mark", default: none)
  if mark == "strong" { body = strong(body) }
  if mark == "added" { body = underline(body) }
  if mark == "removed" { body = strike(body) }
  if mark == "note" { body = text(size: 0.9em, fill: grey, body) }
  if "href" in span { link(span.href, body) } else { body }
}
#let line-of(spans) = spans.map(marked).join()
#let within(block, body) = if "lang" in block { text(lang: block.lang, body) } else { body }

#let shown(block) = within(block, if block.kind == "heading" {
  heading(level: block.level, words(block.text))
} else if block.kind == "paragraph" {
  par({
    if "number" in block { text(size: 0.85em, weight: "bold", fill: grey, block.number); h(0.7em, weak: true); [ ] }
    line-of(block.spans)
  })
} else if block.kind == "aside" {
  par(text(size: 0.9em, fill: grey, line-of(block.spans)))
} else if block.kind == "list" {
  list(..block.items.map(line-of))
} else if block.kind == "table" {
  par(text(size: 0.9em, strong(words(block.caption))))
  set text(size: 0.9em)
  table(
    columns: block.head.len(),
    table.header(..block.head.map(cell => strong(words(cell)))),
    ..block.rows.flatten().map(words),
  )
})

#text(lang: paper.at("titleLang"), title())
#if paper.subtitle != none { block(below: 1.4em, text(lang: paper.at("titleLang"), size: 13pt, par(words(paper.subtitle)))) }
#terms(..paper.facts.map(fact => terms.item(fact.term, line-of(fact.spans))))
#if paper.blocks.any(block => block.kind == "heading") {
  {
    set text(size: 10pt)
    set par(leading: 0.6em)
    outline(title: paper.words.contents, depth: 3, indent: 1em)
  }
  pagebreak(weak: true)
}
#for block in paper.blocks { shown(block) }
`;
