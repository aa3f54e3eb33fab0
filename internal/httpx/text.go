package httpx

// The bytes that texts are made of, by what they may be in.
const (
	inToken  = 1 << iota // a name in a header
	inText               // a value in a header
	inPath               // the path of an address, where it goes out as it stands
	inQuery              // its query
	inHost               // its host
	inNumber             // a number in base 16
)

var bytesOf = func() (table [256]uint8) {
	for c := range table {
		if c == '\t' || c >= ' ' && c != 0x7f {
			table[c] |= inText
		}
		if c > ' ' && c < 0x7f && c != '#' {
			table[c] |= inQuery
		}
	}
	mark := func(what uint8, chars string) {
		for i := range len(chars) {
			table[chars[i]] |= what
		}
	}
	const (
		digits  = "0123456789"
		letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	)
	mark(inToken, digits+letters+"!#$%&'*+-.^_`|~")
	mark(inPath, digits+letters+"-_.~!$&'()*+,;=:@/[]")
	mark(inHost, digits+letters+"-_.")
	mark(inNumber, digits+"abcdefABCDEF")
	return table
}()

func are[T string | []byte](s T, what uint8) bool {
	for i := range len(s) {
		if bytesOf[s[i]]&what == 0 {
			return false
		}
	}
	return true
}

func isToken[T string | []byte](s T) bool { return len(s) > 0 && are(s, inToken) }

func isText[T string | []byte](s T) bool { return are(s, inText) }

func trim[T string | []byte](s T) T {
	for len(s) > 0 && (s[0] == ' ' || s[0] == '\t') {
		s = s[1:]
	}
	for len(s) > 0 && (s[len(s)-1] == ' ' || s[len(s)-1] == '\t') {
		s = s[:len(s)-1]
	}
	return s
}

// isNamed compares without regard to case, as names in HTTP are compared.
func isNamed(b []byte, name string) bool {
	if len(b) != len(name) {
		return false
	}
	for i := range b {
		if b[i] != name[i] && lower(b[i]) != lower(name[i]) {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}
