package magentosim

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// test judges the value of a column. Null fits no condition but null itself, as
// in SQL.
type test func(value any) bool

// compile makes the test of one filter. A condition that Magento does not know
// compares for equality.
func (c criterion) compile() test {
	switch c.condition {
	case "null":
		return func(value any) bool { return value == nil }
	case "notnull":
		return func(value any) bool { return value != nil }
	case "in", "nin":
		return c.compileIn()
	case "like", "nlike":
		want := c.condition == "like"
		return notNull(func(value any) bool { return like(fold(plain(value)), fold(c.value)) == want })
	case "finset", "nfinset":
		want := c.condition == "finset"
		return notNull(func(value any) bool { return inSet(fold(plain(value)), fold(c.value)) == want })
	}
	verdict, known := comparisons[c.condition]
	if !known {
		verdict = comparisons["eq"]
	}
	number, folded := numberOf(c.value), fold(c.value)
	return notNull(func(value any) bool { return verdict(compare(value, number, folded)) })
}

var comparisons = map[string]func(order int) bool{
	"eq":    func(order int) bool { return order == 0 },
	"neq":   func(order int) bool { return order != 0 },
	"gt":    func(order int) bool { return order > 0 },
	"gteq":  func(order int) bool { return order >= 0 },
	"moreq": func(order int) bool { return order >= 0 },
	"from":  func(order int) bool { return order >= 0 },
	"lt":    func(order int) bool { return order < 0 },
	"lteq":  func(order int) bool { return order <= 0 },
	"to":    func(order int) bool { return order <= 0 },
}

// compileIn splits at every comma: there is no way to write one in a value.
func (c criterion) compileIn() test {
	numbers, texts := map[string]bool{}, map[string]bool{}
	for value := range strings.SplitSeq(c.value, ",") {
		texts[fold(value)] = true
		numbers[numberOf(value).String()] = true
	}
	want := c.condition == "in"
	return notNull(func(value any) bool {
		if number, ok := numeric(value); ok {
			return numbers[number.String()] == want
		}
		return texts[fold(plain(value))] == want
	})
}

func notNull(t test) test {
	return func(value any) bool { return value != nil && t(value) }
}

// compare orders a column's value against a filter's: numbers as numbers, texts
// without regard to case or blanks behind.
func compare(value any, against decimal.Decimal, folded string) int {
	if number, ok := numeric(value); ok {
		return number.Cmp(against)
	}
	return strings.Compare(fold(plain(value)), folded)
}

// order orders two values of one column; null comes first.
func order(a, b any) int {
	if a == nil || b == nil {
		return strings.Compare(presence(a), presence(b))
	}
	number, _ := numeric(b)
	return compare(a, number, fold(plain(b)))
}

func presence(value any) string {
	if value == nil {
		return ""
	}
	return "there"
}

func numeric(value any) (decimal.Decimal, bool) {
	switch value := value.(type) {
	case int:
		return decimal.NewFromInt(int64(value)), true
	case int64:
		return decimal.NewFromInt(value), true
	case json.Number:
		number, err := decimal.NewFromString(value.String())
		return number, err == nil
	}
	return decimal.Zero, false
}

func plain(value any) string {
	switch value := value.(type) {
	case string:
		return value
	case int:
		return strconv.Itoa(value)
	case int64:
		return strconv.FormatInt(value, 10)
	case bool:
		return strconv.Itoa(flag(value))
	case json.Number:
		return value.String()
	}
	return ""
}

// numberOf is what MySQL sees of a text beside a number: what it begins with.
func numberOf(text string) decimal.Decimal {
	text = strings.TrimSpace(text)
	end, point := 0, false
	for end < len(text) && end < 40 {
		letter := text[end]
		sign := end == 0 && (letter == '-' || letter == '+')
		if letter == '.' && !point {
			point = true
		} else if !sign && (letter < '0' || letter > '9') {
			break
		}
		end++
	}
	number, err := decimal.NewFromString(text[:end])
	if err != nil {
		return decimal.Zero
	}
	return number
}

func fold(text string) string { return strings.TrimRight(strings.ToLower(text), " ") }

// inSet is MySQL's FIND_IN_SET over a column of texts joined by commas.
func inSet(set, value string) bool {
	for member := range strings.SplitSeq(set, ",") {
		if member == value {
			return true
		}
	}
	return false
}

// like is SQL's LIKE: % stands for any text, _ for one letter.
func like(text, pattern string) bool {
	letters, marks := []rune(text), []rune(pattern)
	at, mark, star, resume := 0, 0, -1, 0
	for at < len(letters) {
		switch {
		case mark < len(marks) && marks[mark] == '%':
			star, resume = mark, at
			mark++
		case mark < len(marks) && (marks[mark] == '_' || marks[mark] == letters[at]):
			at++
			mark++
		case star >= 0:
			resume++
			at, mark = resume, star+1
		default:
			return false
		}
	}
	for mark < len(marks) && marks[mark] == '%' {
		mark++
	}
	return mark == len(marks)
}

// timeFilter says whether a value can be compared with a time. The database
// knows its own form only, without a zone.
func timeFilter(c criterion) bool {
	switch c.condition {
	case "null", "notnull", "like", "nlike", "finset", "nfinset":
		return true
	}
	for value := range strings.SplitSeq(c.value, ",") {
		if _, err := time.Parse(time.DateTime, value); err == nil {
			continue
		}
		if _, err := time.Parse(time.DateOnly, value); err != nil {
			return false
		}
	}
	return true
}
