/** Invented people of the demo: names as they are in German towns. */
// prettier-ignore
export const givenNames = [
  'Anna', 'Ben', 'Clara', 'David', 'Elif', 'Finn', 'Greta', 'Hasan', 'Ida', 'Jonas', 'Katharina',
  'Łukasz', 'Mia', 'Noah', 'Oksana', 'Paul', 'Quirin', 'Rosa', 'Samuel', 'Tuğba', 'Uwe', 'Valentina',
  'Wilhelm', 'Xenia', 'Yusuf', 'Zoë', 'Anke', 'Bernd', 'Chiara', 'Dieter', 'Emma', 'Friedrich',
  'Gül', 'Heike', 'Igor', 'Jana', 'Karl-Heinz', 'Leonie', 'Mehmet', 'Nele', 'Olena', 'Petra',
  'Rainer', 'Sofía', 'Thi Mai', 'Ulrike', 'Viktor', 'Wiebke',
]

// prettier-ignore
export const familyNames = [
  'Abel', 'Ackermann', 'Arslan', 'Baumgärtner', 'Becker', 'Böhm', 'Brandt', 'Çelik', 'Dąbrowski',
  'Demir', 'Dietrich', 'Ehlers', 'Engel', 'Fuchs', 'Gebhardt', 'Groß', 'Günther', 'Haas', 'Hansen',
  'Heß', 'Horváth', 'Ivanenko', 'Jäger', 'Jansen', 'Kaya', 'Keller', 'Kovačević', 'Kowalski',
  'Kramer', 'Kühn', 'Lehmann', 'Lindemann', 'Lorenz', 'Maier', 'Möller', 'Nguyen', 'Nowak', 'Öztürk',
  'Peters', 'Petrenko', 'Pohl', 'Rossi', 'Roth', 'Sauer', 'Schäfer', 'Schmitt-Wagner', 'Seidel',
  'Simon', 'Stein', 'Tanaka', 'Thiel', 'Ullrich', 'Vogt', 'Walter', 'Weiß', 'Wichmann', 'Yılmaz',
  'Ziegler', 'von der Heide', "D’Angelo",
]
