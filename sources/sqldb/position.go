package sqldb

import (
	"database/sql"
	"encoding/json"
	"regexp"
	"unicode/utf8"

	"github.com/galleria-graph/galleria/sources"
)

// position is where a listing goes on: after the row with this sort value and key.
type position struct {
	Value *exact `json:"v,omitempty"` // nil where it is missing, or the order is that of keys
	Key   exact  `json:"k"`
}

// exact is a text that survives JSON even where it is not UTF-8.
type exact string

// MarshalJSON writes a string, or an array of one base64 text.
func (e exact) MarshalJSON() ([]byte, error) {
	if utf8.ValidString(string(e)) {
		return json.Marshal(string(e))
	}
	return json.Marshal([][]byte{[]byte(e)})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (e *exact) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '[' {
		var parts [][]byte
		if err := json.Unmarshal(raw, &parts); err != nil {
			return err
		}
		*e = ""
		for _, p := range parts {
			*e += exact(p)
		}
		return nil
	}
	var s string
	err := json.Unmarshal(raw, &s)
	*e = exact(s)
	return err
}

var (
	clockShape  = regexp.MustCompile(`^(-?infinity|\d{4,6}-\d\d-\d\d( \d\d:\d\d:\d\d(\.\d{1,6})?)?(\+00)?( BC)?)$`)
	numberShape = regexp.MustCompile(`^-?\d{1,1000}(\.\d{1,1000})?$|^NaN$`)
)

// sound reports whether a text of a cursor can be of the domain. A caller may have made it up.
func sound(d dialect, dom domain, text string) bool {
	if _, ok := d.value(dom, text); !ok {
		return dom == domText // compared as bytes then
	}
	switch dom {
	case domNumber:
		return numberShape.MatchString(text)
	case domZoned, domWall, domDate:
		return clockShape.MatchString(text)
	}
	return true
}

// readPosition reads a cursor of the listing. It fails with KindInvalid.
func (c *collection[T]) readPosition(cursors sources.Cursors, after sources.Cursor, o *operand) (*position, error) {
	var p position
	if _, err := cursors.Read(after, &p); err != nil {
		return nil, err
	}
	keyOK := p.Key != "" && sound(c.d, c.id.dom, string(p.Key))
	valueOK := p.Value == nil || o != nil && sound(c.d, o.dom, string(*p.Value))
	if !keyOK || !valueOK {
		_, err := cursors.Read("", &p) // the codec has the words
		return nil, err
	}
	return &p, nil
}

// positionOf returns where a row is. sort is the cell of the sort value, -1 without.
func positionOf(key string, cells []sql.RawBytes, sort int) position {
	p := position{Key: exact(key)}
	if sort >= 0 && cells[sort] != nil {
		v := exact(cells[sort])
		p.Value = &v
	}
	return p
}
