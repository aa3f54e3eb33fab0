package woocommercesim

import "cmp"

// symbols are the HTML entities of currencies that WooCommerce shows so.
var symbols = map[string]string{
	"USD": "&#36;", "CAD": "&#36;", "AUD": "&#36;", "MXN": "&#36;", "EUR": "&euro;", "GBP": "&pound;", "JPY": "&yen;", "CNY": "&yen;",
	"CHF": "&#67;&#72;&#70;", "PLN": "&#122;&#322;", "SEK": "&#107;&#114;", "DKK": "kr.", "NOK": "&#107;&#114;",
	"BRL": "&#82;&#36;", "INR": "&#8377;", "KWD": "&#x62f;.&#x643;", "CZK": "&#75;&#269;",
}

var currencies = map[string]string{
	"USD": "United States (US) dollar", "EUR": "Euro", "GBP": "Pound sterling", "JPY": "Japanese yen", "CHF": "Swiss franc",
	"CAD": "Canadian dollar", "AUD": "Australian dollar", "SEK": "Swedish krona", "DKK": "Danish krone", "NOK": "Norwegian krone",
	"PLN": "Polish z\u0142oty", "KWD": "Kuwaiti dinar",
}

func symbolOf(currency string) string { return cmp.Or(symbols[currency], currency) }

func (q *query) getCurrency() (answer, *apiError) {
	code := q.sim.options.Currency
	currency := object{{"code", code}, {"name", cmp.Or(currencies[code], code)}, {"symbol", symbolOf(code)}}
	return answer{body: append(currency, q.links("data/currencies", code, "")...)}, nil
}

// getStatus is the part of the system's status that says what a shop is.
func (q *query) getStatus() (answer, *apiError) {
	options := q.sim.options
	return answer{body: object{
		{"environment", object{
			{"home_url", q.home}, {"site_url", q.home}, {"version", options.Version}, {"wp_version", "6.9"}, {"wp_multisite", false},
			{"language", "en_US"}, {"php_version", "8.3.14"}, {"secure_connection", !options.PlainHTTP},
		}},
		{"settings", object{
			{"api_enabled", false}, {"force_ssl", false}, {"currency", options.Currency}, {"currency_symbol", symbolOf(options.Currency)},
			{"currency_position", "left"}, {"thousand_separator", ","}, {"decimal_separator", "."}, {"number_of_decimals", q.sim.decimals},
		}},
	}}, nil
}
