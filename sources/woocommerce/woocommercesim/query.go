package woocommercesim

import (
	"net/url"
	"strings"
)

// values are the parameters of a request as PHP reads them: for each name a
// string, or the list of name[]=.
type values map[string]value

type value struct {
	text string
	list []string
	many bool
}

// parseQuery reads a query as PHP does. It refuses nothing: what is not a
// percent-encoding stands for itself, the last of two equal names counts, and
// name[0]= means the same as name[]=.
func parseQuery(raw string) values {
	parsed := values{}
	for pair := range strings.SplitSeq(raw, "&") {
		name, text, _ := strings.Cut(pair, "=")
		name = unescape(name)
		base, _, many := strings.Cut(name, "[")
		many = many && base != "" && strings.HasSuffix(name, "]")
		if many {
			name = base
		}
		name = strings.NewReplacer(".", "_", " ", "_").Replace(strings.TrimLeft(name, " "))
		if name == "" {
			continue
		}
		if !many {
			parsed[name] = value{text: unescape(text)}
			continue
		}
		list := parsed[name].list
		parsed[name] = value{list: append(list, unescape(text)), many: true}
	}
	return parsed
}

// unescape decodes percent-encodings and leaves the rest as it is.
func unescape(text string) string {
	if plain, err := url.QueryUnescape(text); err == nil {
		return plain
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '+':
			out = append(out, ' ')
		case text[i] == '%' && i+2 < len(text) && hex(text[i+1]) >= 0 && hex(text[i+2]) >= 0:
			out = append(out, byte(hex(text[i+1])<<4|hex(text[i+2])))
			i += 2
		default:
			out = append(out, text[i])
		}
	}
	return string(out)
}

func hex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// items are the members of a list parameter: commas and blanks part them, as
// wp_parse_list does.
func (v value) items() []string {
	if v.many {
		return v.list
	}
	return strings.FieldsFunc(v.text, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\n' || r == '\r' })
}
