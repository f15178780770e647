import { withoutAccents } from "./prepare.ts";

/**
 * Words that carry no subject: articles, pronouns, auxiliaries, prepositions, conjunctions. No negation is among them: lists that
 * hold `pas`, `sans` or `contre` turn opinions round.
 */
const LISTS: Readonly<Record<string, string>> = {
  fr: `le la les l un une des du de d au aux ce cet cette ces c ça cela ceci celui celle ceux celles celui-ci celle-ci ceux-ci
celles-ci celui-là celle-là ceux-là celles-là mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs je j tu il elle on nous
vous ils elles me m te t se s moi toi lui soi eux en y qui que qu quoi dont où lequel laquelle lesquels lesquelles auquel auxquels
auxquelles duquel desquels desquelles quel quelle quels quelles et ou mais donc or car si comme quand lorsque lorsqu puisque puisqu
quoique quoiqu parce afin ainsi alors aussi à dans par pour sur sous avec chez vers entre depuis pendant avant après dès jusque
jusqu lors hors selon malgré parmi envers durant via être suis es est sommes êtes sont étais était étions étiez étaient
fus fut furent serai sera serons serez seront serais serait serions seraient sois soit soyons soyez soient été étant
étée étés avoir ai as a avons avez ont avais avait avions aviez avaient eu eus eut eurent aurai auras aura aurons aurez auront aurais
aurait aurions auraient aie ait ayons ayez aient ayant faire fait fais faisons faites font faisait ferait faudrait faut falloir
fera fasse peut peuvent pouvons pouvez peux pourrait pourraient pouvoir doit doivent devons devez devrait devraient devoir
va vont vais allons allez très trop peu tout toute tous toutes même mêmes autre autres tel telle tels telles
chaque plusieurs certains certaines certain certaine quelque quelques encore déjà ici là bien beaucoup ci cela est-ce est-à-dire
c-à-d etc voire notamment enfin puis ensuite surtout toujours souvent lui-même elle-même eux-mêmes nous-mêmes aujourd'hui`,
  en: `the a an this that these those i me my mine you your yours he him his she her hers it its we us our ours they them their theirs
who whom whose which what when where why how and or but if then than so as at by for from in into of off on onto out over to up with
about after before between during through under until while because be am is are was were been being have has had having do does
did doing will would shall should can could may might must there here all any both each every few many most much other some such
same own too very just also only again once i'm i've i'd it's that's there's they're we're you're he's she's let's us etc`,
  de: `der die das den dem des ein eine einen einem einer eines dies diese diesen diesem dieser dieses jene jener jenes ich du er sie es
wir ihr mich dich ihn uns euch mir dir ihm ihnen mein meine meinen meinem meiner dein deine sein seine seinen seinem seiner ihre ihren
ihrem ihrer unser unsere unseren unserem unserer euer eure man sich selbst wer was wo wann warum wie welche welcher welches welchen
und oder aber denn sondern wenn als ob dass daß da weil damit obwohl während bis seit so dann also auch nur schon noch sehr
doch mal ja hier dort an am auf aus außer bei beim durch für hinter in im ins mit nach neben über um unter von vom vor zu zum zur zwischen
bin bist ist sind seid war waren warst wäre wären gewesen sei habe hast hat haben hatte hatten hätte hätten gehabt werde wirst wird
werden wurde wurden würde würden worden geworden kann kannst können könnte könnten konnte konnten muss müssen müsste müssten musste
soll sollen sollte sollten will wollen wollte darf dürfen dürfte mag möchte möchten alle allem allen aller alles andere anderen anderer anderes
einige einigen einiger viel viele vielen jeder jede jedes jeden jedem etwas immer wieder bereits sowie sonst dabei dazu davon daran
darauf dafür daher dadurch hin her etc bzw z b`,
  es: `el la los las lo un una unos unas de del al a ante bajo con desde en entre hacia hasta para por según sobre tras durante mediante y e
o u pero sino porque pues que qué quien quién quienes cual cuál cuales cuando cuándo donde dónde como cómo cuyo cuya si aunque mientras
yo tú él ella ello nosotros vosotros ellos ellas me te se nos os le les mi mis tu tus su sus nuestro nuestra nuestros nuestras vuestro
este esta esto estos estas ese esa eso esos esas aquel aquella aquello aquellos aquellas ser soy es somos son era eran fue fueron
sea sean será serán sería siendo sido estar está están estaba estaban esté haber he ha han había habían hay haya hayan hacer hace
tener tiene tienen tenemos puede pueden poder debe deben muy mucho mucha muchos muchas poco todo toda todos todas otro otra otros
otras cada algún alguna algunos algunas mismo misma también ya así aquí allí tan tanto etc`,
  ca: `el la els les lo un una uns unes de del dels d al als l a amb des en entre per pel pels segons sobre sota durant mitjançant i o
però sinó perquè doncs que què qui quin quina quins quines qual quals quan on com si encara mentre jo tu ell ella nosaltres vosaltres ells
elles em et es ens us hi ho li els m t s n meu meva seu seva seus seves nostre nostra nostres vostre aquest aquesta això aquests
aquestes aquell aquella aquells aquelles ser és som són era eren fou sigui siguin serà seran seria sent estat estar està estan haver
he ha han havia havien hi-ha fer fa tenir té tenen pot poden poder cal molt molta molts moltes poc tot tota tots totes altre altra
altres cada algun alguna alguns algunes mateix mateixa també ja així aquí tan tant etc`,
  it: `il lo la i gli le l un uno una di del dello della dei degli delle dell d a al allo alla ai agli alle all da dal dallo dalla dai
dagli dalle dall in nel nello nella nei negli nelle nell con su sul sullo sulla sui sugli sulle sull per tra fra e ed o ma se che chi
cui quale quali quando dove come perché poiché mentre io tu lui lei noi voi loro mi ti si ci vi ne c questo questa questi queste quello quella
quelli quelle mio mia miei mie tuo tua suo sua suoi sue nostro nostra nostri nostre vostro essere sono sei è siamo siete era erano
sia siano sarà sarebbe stato stata stati state avere ho hai ha abbiamo avete hanno aveva avevano fare fa fanno può possono deve devono
molto molta molti molte tutto tutta tutti tutte altro altra altri altre ogni qualche alcuni alcune stesso stessa anche già così qui
ecc`,
  pt: `o a os as um uma uns umas de do da dos das em no na nos nas ao aos à às por pelo pela pelos pelas para com sob sobre entre até
desde durante e ou mas se que quem qual quais quando onde como porque pois embora enquanto eu tu ele ela nós vós eles elas me te lhe
nos vos lhes meu minha meus minhas teu tua seu sua seus suas nosso nossa nossos nossas este esta isto estes estas esse essa isso esses
essas aquele aquela aquilo ser sou é somos são era eram foi foram seja sejam será seria sendo sido estar está estão estava haver há
ter tem têm tinha fazer faz pode podem deve devem muito muita muitos muitas todo toda todos todas outro outra outros outras cada algum
alguma alguns algumas mesmo mesma também já assim aqui etc`,
  nl: `de het een des der en of maar want dus als dan dat dit die deze daar hier er ik jij je u hij zij ze wij we jullie mij me jou hem haar ons
hen hun mijn uw zijn onze wie wat waar wanneer waarom hoe welke aan achter bij binnen boven buiten door in met na naar naast om onder op
over per sinds te tegenover tot tussen uit van via voor ben bent is was waren geweest word wordt worden werd werden geworden heb hebt
heeft hebben had hadden gehad kan kunnen kon konden moet moeten moest mag mogen zal zullen zou zouden wil willen alle alles ander
andere elk elke enkele veel vele zeer ook nog al zo toch wel weer altijd enz etc`,
};

export type FunctionWords = { has(word: string): boolean };

/** Of lower-case words. Words typed without their accents count too (`etait`); words that only look like one do not (`sûr`). */
export function functionWordsOf(language: string): FunctionWords {
  const typed = new Set((LISTS[language] ?? "").split(/\s+/).filter((word) => word !== ""));
  const plain = new Set([...typed].map(withoutAccents));
  return { has: (word) => typed.has(word) || (plain.has(word) && withoutAccents(word) === word) };
}
