package shopifysim

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

const gidPrefix = "gid://shopify/"

// splitGID returns the type and number of a global id. Some ids carry
// parameters after a question mark, as those of inventory levels do; they are
// not part of the number.
func splitGID(id string) (kind string, number int64, ok bool) {
	rest, found := strings.CutPrefix(id, gidPrefix)
	if !found {
		return "", 0, false
	}
	kind, tail, found := strings.Cut(rest, "/")
	if !found || kind == "" {
		return "", 0, false
	}
	tail, _, _ = strings.Cut(tail, "?")
	number, err := strconv.ParseInt(tail, 10, 64)
	return kind, number, err == nil && number >= 0
}

// legacyID is the number inside a global id that the store accepted before.
func legacyID(id string) int64 {
	_, number, _ := splitGID(id)
	return number
}

// claim checks a seeded id, or gives out the next one when it is empty.
func (s *store) claim(id *string, kind string) error {
	if *id == "" {
		s.sequence++
		*id = gidPrefix + kind + "/" + strconv.FormatInt(s.sequence, 10)
		return nil
	}
	if got, _, ok := splitGID(*id); !ok || got != kind {
		return fmt.Errorf("id %q: want %s%s/<number>", *id, gidPrefix, kind)
	}
	return nil
}

func orString(field *string, value string) {
	if *field == "" {
		*field = value
	}
}

func orTime(field *time.Time, value time.Time) {
	if field.IsZero() {
		*field = value
	}
	*field = field.UTC()
}

func orBag(field **MoneyBag, value MoneyBag) {
	if *field == nil {
		*field = &value
	}
}
