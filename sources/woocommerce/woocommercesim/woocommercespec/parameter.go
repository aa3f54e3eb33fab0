package woocommercespec

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// parameter is a parameter of the table of endpoints.
type parameter struct {
	Name        string
	Type        string
	Description string
}

var (
	digits  = regexp.MustCompile(`^[0-9]+$`)
	options = regexp.MustCompile(`\bOptions: ([^.]+)\.`)
)

// dates are the parameters that the table calls strings and describes as dates.
var dates = []string{"after", "before", "modified_after", "modified_before"}

// ids are the parameters whose items are numbers.
var ids = []string{"include", "exclude", "parent", "parent_exclude"}

// newer are the words of a parameter that came after its description.
var newer = map[string][]string{"orderby": {"modified"}, "status": {"checkout-draft"}}

// check says what in a parameter's value does not fit.
func (p parameter) check(value string) error {
	switch {
	case slices.Contains(dates, p.Name):
		return date(value)
	case p.Type == "integer":
		return p.integer(value)
	case p.Type == "boolean":
		if value != "true" && value != "false" {
			return fmt.Errorf("%q is no boolean", value)
		}
	case p.Type == "array":
		return p.list(value)
	default:
		return p.word(value)
	}
	return nil
}

func (p parameter) integer(value string) error {
	n, err := strconv.Atoi(value)
	if err != nil {
		return fmt.Errorf("%q is no integer", value)
	}
	const most = 100
	if p.Name == "per_page" && (n < 1 || n > most) || p.Name == "page" && n < 1 {
		return fmt.Errorf("%d is out of bounds", n)
	}
	return nil
}

func (p parameter) list(value string) error {
	for item := range strings.SplitSeq(value, ",") {
		if slices.Contains(ids, p.Name) && !digits.MatchString(item) {
			return fmt.Errorf("%q is no id", item)
		}
		if err := p.word(item); err != nil {
			return err
		}
	}
	return nil
}

// word holds a word against the options that the description tells.
func (p parameter) word(value string) error {
	told := options.FindStringSubmatch(p.Description)
	if told == nil || slices.Contains(newer[p.Name], value) {
		return nil
	}
	words := strings.Split(strings.ReplaceAll(told[1], " and ", ", "), ", ")
	if !slices.Contains(words, value) {
		return fmt.Errorf("%q is not one of %s", value, told[1])
	}
	return nil
}

// date refuses dates with a zone, which WooCommerce reads and ignores.
func date(value string) error {
	if _, err := time.Parse("2006-01-02T15:04:05", value); err != nil {
		return fmt.Errorf("%q is no date without a zone", value)
	}
	return nil
}
