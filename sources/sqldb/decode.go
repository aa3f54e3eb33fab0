package sqldb

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// cellState is what became of a cell.
type cellState uint8

const (
	missing cellState = iota
	present
	unreadable
)

// decode reads a cell, which the database has written as text. set is false for NULL.
func (c *column) decode(raw []byte, set bool) (datum, cellState) {
	v := datum{raw: c.name}
	if !set {
		if c.fallback == nil {
			return v, missing
		}
		raw = []byte(*c.fallback)
	}
	v.text = string(raw)
	switch {
	case c.use.numeric():
		return c.decodeNumber(v)
	case c.use == useInstant:
		return c.decodeInstant(v)
	case v.text == "":
		return v, missing
	case c.use == useWord, c.use == useFlag:
		return c.decodeWord(v)
	case c.use == useList:
		return decodeList(v)
	case c.store == storeInteger && !wholeNumber(v.text):
		return v, unreadable
	}
	return v, present
}

func (c *column) decodeNumber(v datum) (datum, cellState) {
	n, ok := parseNumber(v.text)
	if !ok || (c.store == storeInteger || c.use == useCount) && !n.IsInteger() {
		return v, unreadable
	}
	if c.use == useCount && n.Abs().Cmp(maxCount()) > 0 {
		return v, unreadable
	}
	v.num = n.Shift(-c.shift)
	return v, present
}

// maxCount bounds what counts as a number of things: what GraphQL's Int holds.
func maxCount() decimal.Decimal { return decimal.NewFromInt(math.MaxInt32) }

func (c *column) decodeInstant(v datum) (datum, cellState) {
	ok := false
	switch c.store {
	case storeUnix, storeUnixMilli:
		n, err := strconv.ParseInt(v.text, 10, 64)
		v.at, ok = time.Unix(n, 0).UTC(), err == nil
		if c.store == storeUnixMilli {
			v.at = time.UnixMilli(n).UTC()
		}
		ok = ok && v.at.Year() > 0 && v.at.Year() <= 9999
	default:
		v.at, ok = parseClock(v.text, c.zone)
	}
	if !ok || v.at.IsZero() {
		return v, unreadable
	}
	return v, present
}

func (c *column) decodeWord(v datum) (datum, cellState) {
	word, ok := c.words[v.text]
	switch {
	case c.use == useFlag && !ok:
		return v, unreadable
	case !ok:
		word = unknown
	}
	v.word, v.yes = word, word == wordTrue
	return v, present
}

// decodeList reads a JSON array of texts, or texts between commas.
func decodeList(v datum) (datum, cellState) {
	if strings.HasPrefix(v.text, "[") {
		if json.Unmarshal([]byte(v.text), &v.list) != nil {
			return v, unreadable
		}
	} else {
		v.list = strings.Split(v.text, ",")
	}
	kept := v.list[:0]
	for _, s := range v.list {
		if s = strings.TrimSpace(s); s != "" {
			kept = append(kept, s)
		}
	}
	v.list = kept
	return v, present
}

func wholeNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
