import { stem } from './stem.ts'
import { wordsOf } from './words.ts'

/**
 * Words that mean about the same in every town hall, whatever its catalogue: a ring a line, of
 * everyday German, office German, English, Turkish, Ukrainian and Russian. What only one entry is
 * called stands among the terms of that entry.
 */
const text = `
auto wagen kfz pkw fahrzeug karre kiste car vehicle araba araç машина автомобіль авто автомобиль
motorrad bike mofa moped roller kraftrad motorbike motorcycle motosiklet мотоцикл
lkw laster lastwagen lastkraftwagen truck lorry kamyon вантажівка грузовик
führerschein fahrerlaubnis lappen fleppen licence license ehliyet права
ausweis personalausweis perso kimlik посвідчення удостоверение
pass reisepass passport pasaport паспорт
kennzeichen nummernschild autonummer plate plaka номери номера
wohnung bude apartment appartement flat daire квартира житло жилье
haus eigenheim gebäude immobilie house building ev bina будинок дом здание
umzug umziehen umgezogen wohnungswechsel zügeln moving moved taşınma taşındım переїзд переезд
adresse anschrift wohnort address adres адреса адрес
vermieter hausbesitzer hauswirt landlord
miete rent kira оренда аренда
verloren weg verschwunden abhanden verlegt unauffindbar futsch lost missing kayıp kaybettim загубив загубила потерял потеряла
gestohlen geklaut diebstahl entwendet stolen theft çalındı вкрали украли
kaputt defekt beschädigt zerbrochen hinüber broken damaged bozuk зламаний зламана сломан сломана
müll abfall kehricht dreck unrat rubbish trash garbage waste çöp сміття мусор
tonne mülltonne kübel mistkübel mülleimer bin
wegwerfen entsorgen loswerden wegschmeißen wegbringen dispose atmak викинути выбросить
möbel sofa couch schrank sessel kommode regal furniture mobilya меблі мебель
kind kleine nachwuchs bub mädle child kid children kids çocuk дитина дитини ребенок ребенка дети
baby säugling neugeborenes bebek немовля младенец newborn
vater papa vati father dad baba батько отец
mutter mama mutti mother mom mum anne мати мать
großeltern oma opa großmutter großvater grandmother grandfather
heiraten hochzeit eheschließung trauung vermählung wedding marry married marriage evlenmek evlilik nikah шлюб одруження весілля одружитися брак свадьба
gestorben tot verstorben todesfall sterbefall tod died dead death ölüm öldü vefat смерть помер померла умер
beerdigung bestattung begräbnis beisetzung begraben funeral burial cenaze похорон похорони похороны
scheidung geschieden trennung getrennt divorce divorced boşanma розлучення развод
geburt entbindung geboren birth born doğum народження рождение
geld kohle knete moneten money para гроші деньги
zuschuss förderung unterstützung beihilfe subsidy allowance benefit yardım yardımı допомога помощь пособие
arbeit job stelle arbeitsplatz beschäftigung work iş робота работа
firma betrieb unternehmen business company şirket işyeri фірма бізнес фирма бизнес
laden geschäft shop store dükkan магазин
kneipe wirtschaft wirtshaus gaststätte lokal bar pub restaurant beisl gasthaus lokanta ресторан
chef arbeitgeber boss employer işveren роботодавець работодатель
bezahlen zahlen begleichen pay paying ödeme ödemek платити оплата платить
kosten gebühr preis fee fees cost price ücret ціна вартість стоимость
rechnung mahnung zahlungserinnerung bill invoice fatura рахунок счет
schulden miese debt debts borç борги долги
rente pension ruhestand retirement retire emeklilik пенсія пенсия
behinderung behindert handicap disabled disability engelli інвалід інвалідність инвалид
schule school okul школа
kindergarten kita krippe kindertagesstätte kindi nursery daycare kreş anaokulu садок дитсадок садик
tagesmutter tagesmama childminder nanny няня
ferien schulferien holidays tatil канікули каникулы
urlaub reise verreisen fliegen flug trip travel vacation seyahat поїздка подорож поездка
eilig dringend sofort express schnell urgent urgently acil терміново срочно
hund köter vierbeiner welpe dog puppy köpek собака пес
lärm krach radau laut lautstärke noise noisy loud gürültü шум
feier party fete fest feiern parti вечірка
nachbar nebenan neighbour neighbor neighbours neighbors komşu сусід сусіди сосед соседи
straße fahrbahn street road sokak yol вулиця дорога
gehweg bürgersteig gehsteig trottoir fußweg pavement sidewalk kaldırım тротуар
laterne straßenlampe straßenlicht straßenlaterne lamp lamba ліхтар фонарь
parken abstellen parkplatz stellplatz parking otopark паркування парковка
knöllchen strafzettel knolle bußgeld verwarnungsgeld strafmandat fine ticket ceza cezası штраф
rasen raser geschwindigkeit tempo speeding hız швидкість скорость
baum tanne birke eiche fichte kiefer linde buche tree ağaç дерево
verlängern verlängerung erneuern renew renewal extend extension uzatma uzatmak yenileme продовжити продовження продлить продление
abgelaufen ungültig expired expires expiring bitiyor закінчується истекает
ändern änderung wechseln umschreiben change değiştirmek değişikliği змінити сменить зміна
anmelden anmeldung registrieren register registration registering kayıt kaydı зареєструвати реєстрація зарегистрировать регистрация
abmelden abmeldung deregister deregistration cancel
einladen einladung invite invitation davet davetiye запросити запрошення пригласить приглашение
ausländisch ausländer foreign foreigner yabancı іноземний іноземець иностранный иностранец
flüchtling geflüchtete flüchtlinge asyl refugee asylum mülteci sığınmacı біженець біженці беженец
aufenthaltserlaubnis aufenthaltstitel visum visa oturum ikamet посвідка внж віза виза
staatsangehörigkeit staatsbürgerschaft einbürgerung citizenship citizen naturalisation vatandaşlık громадянство гражданство
bescheinigung nachweis bestätigung beleg zettel certificate proof belge belgesi довідка справка
name nachname familienname surname soyadı ім’я прізвище имя фамилия
wählen wahl abstimmen vote voting election oy seçim вибори голосування выборы
impfung impfen spritze vaccination vaccine aşı щеплення прививка
handy smartphone mobiltelefon telefon iphone phone
geldbeutel geldbörse portemonnaie portmonee brieftasche wallet purse cüzdan гаманець кошелек
schlüssel schlüsselbund keys key anahtar ключі ключи
bücher buch book books kitap книга книги
beschweren beschwerde meckern reklamieren complain complaint şikayet скарга жалоба
gewalt schlagen misshandeln misshandlung prügeln abuse violence şiddet насильство
bauen bau neubau errichten build building inşaat будувати будівництво строить строительство
genehmigung erlaubnis permit permission izin izni дозвіл разрешение
garten grundstück parzelle garden plot bahçe сад ділянка участок
heizung heizen wärme heating
solar photovoltaik pv sonnenenergie
grab gräber grabstätte grave mezar могила
kurs lehrgang unterricht course lesson class kurs курс курси курсы
deutsch german almanca німецька немецкий
arzt doktor mediziner doctor doktor лікар врач
bus straßenbahn tram bahn zug otobüs автобус поїзд
abgeben bringen hinbringen hand
kopie abschrift fotokopie copy fotokopi копія копия
unterschrift unterschreiben signature imza підпис подпись
steuer abgabe tax vergi податок налог
bank konto iban account banka hesap рахунок
schnee eis glatteis glätte snow ice kar сніг лід снег
ratten ratte mäuse nagetiere rats mice fare щури крысы
ungeziefer schädlinge viecher insekten pests vermin haşere
fest straßenfest veranstaltung event etkinlik свято мероприятие
container mulde skip konteyner
obdachlos wohnungslos homeless evsiz бездомний бездомный
`

const rings = text
  .trim()
  .split('\n')
  .map((line) => [...new Set(wordsOf(line).map(({ folded }) => stem(folded)))])

const ringsOf = new Map<string, string[][]>()
for (const ring of rings) {
  for (const member of ring) ringsOf.set(member, [...(ringsOf.get(member) ?? []), ring])
}

/** Stems that mean about the same as this one. */
export function relativesOf(key: string): string[] {
  return (ringsOf.get(key) ?? []).flat()
}
