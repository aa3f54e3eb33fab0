package merchant

import (
	"strconv"
	"strings"
)

// culture is where people come from: their names, their cities and how their
// phone numbers are written. Family names occur in one culture only.
type culture struct {
	country, locale, dial string
	people                int
	first, last           []string
	streets               []string
	cities                []city
	mail                  []string
}

// phone makes a number of the country out of nine drawn digits, which are as many
// as most countries have behind their code.
func (c culture) phone(drawn int) string {
	digits := strconv.Itoa(drawn)
	switch c.country {
	case "US", "MX":
		digits += digits[4:5]
	case "DK":
		digits = digits[:8]
	}
	return c.dial + digits
}

type city struct{ name, province, code, zip string }

func list(text string) []string { return strings.Split(text, ",") }

// cultures of all people. Their numbers add up to Customers + Strangers.
func cultures() []culture {
	return []culture{
		{
			country: "DE", locale: "de", dial: "+49", people: 260,
			first:   list("Anna,Björn,Zoë,Jürgen,Käthe,Lukas,Mia,Thorsten,Ömer,Sophie,Jan-Ole,Friederike,Maximilian,Ayşe,Günther,Hanna,Felix,Ute"),
			last:    list("Müller,Schröder,Weiß,Kühn,Özdemir,Großmann,Jäger,von der Heide,Köhler,Böhm,Schäfer,Nowotny,Lange,Brandt,Yılmaz,Zöllner,Ebert,Fuchs"),
			streets: list("Große Elbstraße,Bergmannstraße,Am Höhenweg,Schillerplatz,Königsallee"),
			cities:  []city{{"Hamburg", "", "", "22767"}, {"Köln", "", "", "50667"}, {"München", "", "", "80331"}, {"Görlitz", "", "", "02826"}},
			mail:    list("post.example,mail.example,firma.example"),
		},
		{
			country: "US", locale: "en", dial: "+1", people: 260,
			first:   list("Emma,Liam,D'Andre,Nguyễn Anh,Sofía,Noah,Renée,Jack,Olivia,Tyrone,Mary-Jane,Kai,Ava,Ethan,Chloë,Marcus,Grace,Owen"),
			last:    list("Smith,O'Connor,Johnson,Beyoğlu,McAllister,Nguyễn,Washington,Peña,Kowalsky,Carter,Brooks,Delacroix,Hughes,Patel,Kim,Okafor,Reed,Foster"),
			streets: list("Congress Avenue,Elm Street,5th Avenue,Ocean Boulevard,Pike Street"),
			cities:  []city{{"Austin", "Texas", "TX", "78701"}, {"San José", "California", "CA", "95113"}, {"New York", "New York", "NY", "10003"}, {"Seattle", "Washington", "WA", "98101"}, {"Portland", "Oregon", "OR", "97205"}, {"Chicago", "Illinois", "IL", "60601"}},
			mail:    list("mail.example,inbox.example,work.example"),
		},
		{
			country: "FR", locale: "fr", dial: "+33", people: 130,
			first:   list("Amélie,François,Éloïse,Gaël,Hélène,Jérôme,Léa,Noémie,Rémi,Zélie,Mathéo,Inès"),
			last:    list("Lefèvre,Béranger,d'Aubigné,Garçon,L'Hôpital,Moreau,Noël,Périer,Rousseau,Saint-Étienne,Thévenot,Vuillaume"),
			streets: list("rue de l'Évêché,avenue Molière,quai des Brumes"),
			cities:  []city{{"Paris", "", "", "75011"}, {"Orléans", "", "", "45000"}, {"Besançon", "", "", "25000"}},
			mail:    list("courriel.example,mail.example"),
		},
		{
			country: "SE", locale: "sv", dial: "+46", people: 130,
			first:   list("Åsa,Göran,Linnéa,Märta,Nils,Örjan,Pär,Saga,Tove,Ulf,Ylva,Elin"),
			last:    list("Andersson,Bergström,Dahlgren,Ekelöf,Forsberg,Håkansson,Lindqvist,Nyström,Sjöberg,Söderlund,Åkesson,Öberg"),
			streets: list("Drottninggatan,Södra vägen,Björkallén"),
			cities:  []city{{"Göteborg", "", "", "411 03"}, {"Malmö", "", "", "211 22"}, {"Umeå", "", "", "903 26"}},
			mail:    list("brev.example,mail.example"),
		},
		{
			country: "PL", locale: "pl", dial: "+48", people: 110,
			first:   list("Łukasz,Małgorzata,Paweł,Żaneta,Grażyna,Stanisław,Zofia,Wojciech,Jadwiga,Michał,Świętosława,Ola"),
			last:    list("Wiśniewska,Błaszczyk,Dąbrowski,Gęsicki,Jabłoński,Kozłowska,Łuczak,Mróz,Pająk,Sobczyk,Źrebiec,Żuraw"),
			streets: list("ulica Długa,aleja Róż,plac Zgody"),
			cities:  []city{{"Gdańsk", "", "", "80-831"}, {"Łódź", "", "", "90-001"}, {"Kraków", "", "", "31-004"}},
			mail:    list("poczta.example,mail.example"),
		},
		{
			country: "ES", locale: "es", dial: "+34", people: 110,
			first:   list("Íñigo,Begoña,José María,Lucía,Ángel,Núria,Óscar,Pilar,Xènia,Raúl,Mª Dolores,Iker"),
			last:    list("García Pérez,Núñez,Ibáñez,Muñoz Seca,Güell,Etxeberria,Peñalver,Ordóñez,Añón,Castellà,Zúñiga,Rodríguez"),
			streets: list("calle Peñuelas,passeig de Gràcia,avenida Ordoño II"),
			cities:  []city{{"A Coruña", "", "", "15001"}, {"València", "", "", "46002"}, {"Logroño", "", "", "26001"}},
			mail:    list("correo.example,mail.example"),
		},
		{
			country: "DK", locale: "da", dial: "+45", people: 90,
			first:   list("Søren,Bjørn,Kirstine,Æska,Jørgen,Maj-Britt,Rasmus,Sønje,Freja,Åge"),
			last:    list("Kierkegård,Sørensen,Østergaard,Bæk,Holm,Jørgensen,Nygaard,Røde,Skov,Vestergård"),
			streets: list("Nørrebrogade,Strandvejen,Åboulevard"),
			cities:  []city{{"København Ø", "", "", "2100"}, {"Århus", "", "", "8000"}},
			mail:    list("brev.example,mail.example"),
		},
		{
			country: "JP", locale: "ja", dial: "+81", people: 90,
			first:   list("美咲,翔太,さくら,健一,陽菜,Kenji,Haruka,直樹,結衣,大輔"),
			last:    list("佐藤,鈴木,高橋,Tanaka,渡辺,伊藤,Yamamoto,中村,小林,加藤"),
			streets: list("神宮前,本町,栄"),
			cities:  []city{{"東京都渋谷区", "東京都", "JP-13", "150-0001"}, {"京都市", "京都府", "JP-26", "604-8005"}},
			mail:    list("meru.example,mail.example"),
		},
		{
			country: "MX", locale: "es", dial: "+52", people: 80,
			first:   list("Ximena,Andrés,Citlali,Jesús,Itzel,Martín,Tonatiuh,Regina,Ramón"),
			last:    list("Hernández,Quetzalcóatl,Treviño,Zavala,Ocampo,Peñaloza,Cárdenas,Xolalpa,Villaseñor"),
			streets: list("avenida Álvaro Obregón,calle Morelos"),
			cities:  []city{{"Ciudad de México", "Ciudad de México", "DF", "06700"}, {"Mérida", "Yucatán", "YUC", "97000"}},
			mail:    list("correo.example,inbox.example"),
		},
	}
}

// plainer writes letters as those do who have no others on their keyboard.
var plainer = strings.NewReplacer(
	"ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue", "å", "a", "Å", "A", "æ", "ae", "Æ", "Ae", "ø", "o", "Ø", "O",
	"é", "e", "è", "e", "ê", "e", "ë", "e", "É", "E", "á", "a", "à", "a", "â", "a", "í", "i", "ï", "i", "Í", "I", "ó", "o", "ô", "o", "ò", "o", "Ó", "O",
	"ú", "u", "ù", "u", "Á", "A", "ñ", "n", "ç", "c", "ş", "s", "ğ", "g", "ı", "i", "ł", "l", "Ł", "L", "ą", "a", "ę", "e", "ś", "s", "Ś", "S", "ż", "z", "Ż", "Z",
	"ź", "z", "Ź", "Z", "ć", "c", "ń", "n", "ễ", "e", "ª", "a",
	"美咲", "Misaki", "翔太", "Shota", "さくら", "Sakura", "健一", "Kenichi", "陽菜", "Hina", "直樹", "Naoki", "結衣", "Yui", "大輔", "Daisuke",
	"佐藤", "Sato", "鈴木", "Suzuki", "高橋", "Takahashi", "渡辺", "Watanabe", "伊藤", "Ito", "中村", "Nakamura", "小林", "Kobayashi", "加藤", "Kato",
)

// Plain returns a name in the letters A to Z as far as it is known how.
func Plain(name string) string { return plainer.Replace(name) }
