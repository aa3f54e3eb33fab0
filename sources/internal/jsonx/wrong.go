package jsonx

import "strings"

// missing passes over a value that is not of the type that was asked for: null
// is nothing, anything else is wrong.
func (r *Reader) missing() {
	isNull := r.Kind() == Null
	r.Skip()
	if !isNull {
		r.SetWrong()
	}
}

// SetWrong marks the value that was just read as one of a wrong type, when a
// caller finds that out.
func (r *Reader) SetWrong() {
	if r.wrong == nil && !r.failed {
		r.wrong = &WrongType{Place: r.place()}
	}
}

// Part is a part of a text that can be wrong without the rest being so.
type Part struct {
	base   int
	before *WrongType
}

// Begin begins a part with the next value. Places start from it.
func (r *Reader) Begin() Part {
	p := Part{r.base, r.wrong}
	r.base, r.wrong = r.dec.StackDepth(), nil
	return p
}

// End ends the part when its value has been read, and returns what was wrong
// inside; nil when all was right.
func (r *Reader) End(p Part) *WrongType {
	r.passDue()
	inside := r.wrong
	r.base, r.wrong = p.base, p.before
	return inside
}

// place names the members above and at the value that was just read.
func (r *Reader) place() string {
	var names []string
	depth := 0
	for name := range r.dec.StackPointer().Tokens() {
		depth++
		if depth > r.base && !isIndex(name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ".")
}

func isIndex(name string) bool {
	return name != "" && strings.Trim(name, "0123456789") == ""
}
