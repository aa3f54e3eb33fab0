package httpx

import "strings"

// address is where a request goes, of an URL that says so in plain letters.
type address struct {
	origin    string // "https://api.example.com:8443", a part of the URL
	authority string // "api.example.com:8443"
	name      string // "api.example.com"
	port      string // "8443"
	target    string // path and query, as they are sent
	secure    bool
}

// splitURL takes an URL apart without copying. It refuses what net/url would
// have to change, to decode or to complain of: that is net/http's work.
func splitURL(raw string) (a address, ok bool) {
	rest, ok := strings.CutPrefix(raw, "http://")
	if !ok {
		rest, ok = strings.CutPrefix(raw, "https://")
		a.secure = ok
	}
	if !ok {
		return a, false
	}
	end := len(rest)
	if n := strings.IndexAny(rest, "/?#"); n >= 0 {
		end = n
	}
	a.authority, a.target = rest[:end], rest[end:]
	a.origin = raw[:len(raw)-len(a.target)]
	return a, a.readAuthority() && isTarget(a.target)
}

func (a *address) readAuthority() bool {
	a.name, a.port = a.authority, "80"
	if a.secure {
		a.port = "443"
	}
	if n := strings.IndexByte(a.authority, ':'); n >= 0 {
		a.name, a.port = a.authority[:n], a.authority[n+1:]
	}
	return a.name != "" && are(a.name, inHost) && isPort(a.port)
}

func isPort(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != "" && len(s) <= 5
}

func isTarget(s string) bool {
	path, query, _ := strings.Cut(s, "?")
	for i := 0; i < len(path); i++ {
		if path[i] == '%' {
			if len(path) < i+3 || !are(path[i+1:i+3], inNumber) {
				return false
			}
			i += 2
		} else if bytesOf[path[i]]&inPath == 0 {
			return false
		}
	}
	return are(query, inQuery)
}
