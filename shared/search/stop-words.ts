import { wordsOf } from './words.ts'

/** Words that say nothing about the matter: who asks, how, and how politely. */
const texts = [
  `ich du er sie es wir ihr man mich mir dich dir sich uns euch ihm ihn ihnen mein meine meinen
  meinem meiner meines dein deine deinen sein seine seinen seinem seiner ihre ihren ihrem ihrer
  unser unsere unseren unserem unserer euer eure der die das den dem des ein eine einen einem einer
  eines nen ne nem ner n dieser diese dieses diesen diesem jener welche welcher welches welchen
  welchem und oder aber denn sondern sowie für fürs mit zu zum zur im in ins an am ans auf aufs von
  vom bei beim aus durch um gegen ohne bis seit wegen während trotz zwischen neben vor hinter als
  wie wo was wer wem wen wann warum wieso weshalb woher wohin wofür wozu womit worauf ob wenn weil
  dass daß da dann doch noch nur auch schon mal eigentlich halt eben einfach gerade jetzt nun hier
  dort bitte danke hallo moin servus will willst wollen wollte möchte möchten möchtest
  muss muß müssen musst muessen soll sollen sollte sollen kann kannst können könnte könnten darf
  dürfen dürfte mag würde würden werde wird wirst werden wurde worden bin bist ist sind seid war
  waren gewesen habe hab hast hat haben hatte hatten gehabt tun tue tut machen mache macht mach
  gemacht brauche brauch braucht brauchen benötige benötigt benötigen gibt geht gehts gehen bekomme
  bekommt bekommen kriege krieg kriegt kriegen etwas was so sehr ganz ja nein etwa denn irgendwie
  irgendwo immer überhaupt eventuell vielleicht daher damit dafür darauf davon dazu daran
  darum wirklich alles allen beide viel wenig mehr etc bzw usw z.B. frage fragen weiß wissen
  heißt lassen lasse lass sonst selbst nämlich dabei kein keine keinen keiner ding wohl
  nich nix mer net isch des nem dat wat ick aufm wärs wärn iss hätte hätten gern gerne`,
  `i you he she it we they me my mine your our their his her its us them the a an and or but for
  with without to in on at of off from by into about as how where what when why who which whom whose
  want need needs wanted would like can could may might must should shall will do does did done is
  are am was were be been being have has had having get got gets getting go going please there this
  that these those if then than so just also still already here hello hi not no any some all more
  very m s t re ve ll d`,
  `ben sen biz siz bir ve veya ile için bu şu o ne nasıl nerede nereden nereye kim hangi mi mı mu mü
  istiyorum istiyoruz ister lazım gerek gerekiyor gerekli var yok olarak çok daha benim bana bizim
  almak yapmak yapmalıyım etmek olmak kadar gibi da de`,
  `я ти ми ви він вона воно вони мені мене мій моя моє мої моєї нам нас наш наша і й та або але чи
  що як де коли куди звідки чому хто який яка яке які на у в до з із зі від для про при по за над
  під без хочу хочемо треба потрібно потрібен потрібна можна можу це цей ця є бути мати маю отримати
  зробити я мы вы он она они мне меня мой моя мои нам нас и или но что как где когда куда почему кто
  какой какая какие на у в к с со от для про при по за над под без хочу хотим нужно надо нужен нужна
  можно могу это этот есть быть получить сделать не ли бы`,
]

const setOf = (list: string[]): ReadonlySet<string> =>
  new Set(list.flatMap((text) => wordsOf(text).map(({ folded }) => folded)))

export const stopWords = setOf(texts)

/** Words of any matter: they say less than their rarity in a catalogue would make one think. */
export const lightWords = setOf([
  `bald neu neue neuen neuer neues neuem alt alte alten alter altes schnell schnelle schneller
  dringend sofort heute morgen gestern nachts abends tagsüber nächste nächsten nächster nächstes
  letzte letzten letztes vorige vorigen woche wochen monat monate monaten jahr jahre jahren tag tage
  tagen stunde stunden uhr lang lange langen langem länger kurz kurze groß große großen großer
  großes klein kleine kleinen kleiner kleines gut gute guten schlecht erste ersten erster erstes
  zweite zweiten zweites finden findet gefunden suche suchen sucht holen hole holt bringen bringt
  geben nehmen nimmt stehen steht liegen liegt laufen läuft kommen kommt komme kam sagen sagt sage
  zeigen schauen sehen fragen denken denkt glauben heißen nennen bleiben bleibt gehört kennen
  stadt städtisch gemeinde amt behörde rathaus bürger bürgerin leute person personen mensch menschen
  jemand niemand keiner jeder jeden jedes ständig immer oft selten nie nicht nichts voll ganze ganzen
  einmal zweimal mehrere viele vielen wenige weitere weiter anders andere anderen anderer richtig
  falsch möglich nötig erlaubt eigene eigenen eigenes zusammen allein unter über bereits kaputt
  wieder zurück weg rein raus dran drauf drin hoch runter vorbei hinten vorne oben unten außen innen
  zwei drei vier fünf sechs sieben acht neun zehn hundert euro sohn tochter mutter mama papa oma opa
  mann frau bruder schwester freund freundin tante onkel cousin cousine`,
  `new old quickly fast first second next last week weeks month months year years day days today
  tomorrow find look looking people person someone somebody everyone city town office back still much
  many other good long take give make know tell son daughter mother wife husband friend`,
  `yeni eski hızlı ilk gün ay yıl bugün yarın şehir birisi`,
  `новий нова нове нову нового новою старий стара перший день місяць рік сьогодні завтра місто людина
  новый новая новое первый месяц год сегодня завтра город человек`,
])
