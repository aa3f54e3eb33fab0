package shopify_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/shopify"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim/shopifyspec"
)

// Shopify's example payloads are of webhooks: another shape than GraphQL's, which
// the connector does not read. But they show what an order, a customer or a
// product is made of, with values that Shopify chose. So each is put into the
// simulated shop, read through the connector, and every member of the example has
// to be carried, or to be named in the table of what is left out.

// example is one payload; members are reached by their path.
type example struct{ root any }

func readExample(t *testing.T, topic string) example {
	t.Helper()
	name := "specs/shopify/examples/webhooks/" + topic + ".json"
	text, err := os.ReadFile(must[string](t)(shopifyspec.SharedPath(name)))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("skipped: no example at %s (set GALLERIA_SHARED to the folder that holds specs/)", name)
	}
	var x example
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := errors.Join(err, decoder.Decode(&x.root)); err != nil {
		t.Fatal(err)
	}
	return x
}

// at follows a path of names and places; nil where there is nothing.
func (x example) at(path ...any) any {
	value := x.root
	for _, step := range path {
		switch step := step.(type) {
		case string:
			object, _ := value.(map[string]any)
			value = object[step]
		case int:
			list, _ := value.([]any)
			if step >= len(list) {
				return nil
			}
			value = list[step]
		}
	}
	return value
}

func (x example) under(path ...any) example { return example{x.at(path...)} }

func (x example) count(path ...any) int {
	list, _ := x.at(path...).([]any)
	return len(list)
}

func (x example) text(path ...any) string {
	if value := x.at(path...); value != nil {
		return fmt.Sprint(value)
	}
	return ""
}

func (x example) maybe(path ...any) *string {
	if x.at(path...) == nil {
		return nil
	}
	return new(x.text(path...))
}

func (x example) yes(path ...any) bool { return x.at(path...) == true }

func (x example) number(t *testing.T, path ...any) int {
	t.Helper()
	n, err := json.Number(x.text(path...)).Int64()
	if err != nil {
		t.Fatalf("%v: %v", path, err)
	}
	return int(n)
}

func (x example) time(t *testing.T, path ...any) time.Time {
	t.Helper()
	if x.at(path...) == nil {
		return time.Time{}
	}
	return must[time.Time](t)(time.Parse(time.RFC3339, x.text(path...)))
}

func (x example) bag(path ...any) shopifysim.MoneyBag {
	of := func(side string) shopifysim.MoneyV2 {
		m := x.under(path...)
		return shopifysim.Money(m.text(side, "amount"), m.text(side, "currency_code"))
	}
	return shopifysim.MoneyBag{ShopMoney: of("shop_money"), PresentmentMoney: of("presentment_money")}
}

func (x example) address(path ...any) *shopifysim.MailingAddress {
	a := x.under(path...)
	return &shopifysim.MailingAddress{
		FirstName: a.maybe("first_name"), LastName: a.maybe("last_name"), Company: a.maybe("company"), Address1: a.maybe("address1"), Address2: a.maybe("address2"),
		City: a.maybe("city"), Province: a.maybe("province"), ProvinceCode: a.maybe("province_code"), CountryCodeV2: a.text("country_code"), Zip: a.maybe("zip"), Phone: a.maybe("phone"),
	}
}

// members are the values of an example by their path: "line_items[0].price".
func (x example) members() map[string]any {
	out := map[string]any{}
	var walk func(path string, value any)
	walk = func(path string, value any) {
		switch value := value.(type) {
		case map[string]any:
			for name, inside := range value {
				walk(strings.TrimPrefix(path+"."+name, "."), inside)
			}
			if len(value) == 0 {
				out[path] = nil
			}
		case []any:
			for i, inside := range value {
				walk(fmt.Sprintf("%s[%d]", path, i), inside)
			}
			if len(value) == 0 {
				out[path] = nil
			}
		default:
			out[path] = value
		}
	}
	walk("", x.root)
	return out
}

// carried is what the connector has made of an example, by the path of the member.
type carried map[string]string

func (c carried) bag(path string, b commerce.MoneyBag) {
	for side, m := range map[string]commerce.Money{"shop_money": b.Shop, "presentment_money": *b.Presentment()} {
		c[path+"."+side+".amount"], c[path+"."+side+".currency_code"] = m.Amount.String(), m.Currency
	}
}

func (c carried) address(path string, a *commerce.Address) {
	for name, text := range map[string]commerce.Text{
		"first_name": a.FirstName, "last_name": a.LastName, "company": a.Company, "address1": a.Address1, "address2": a.Address2, "city": a.City,
		"province": a.Province, "province_code": a.ProvinceCode, "country_code": a.CountryCode, "zip": a.Zip, "phone": a.Phone,
	} {
		c[path+"."+name] = string(text)
	}
}

func (c carried) none(path string, count int) {
	if count == 0 {
		c[path] = ""
	}
}

func moment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.RFC3339)
}

// state is a word of Shopify's as webhooks write it.
func state[E ~string](s commerce.State[E]) string { return strings.ToLower(string(s.Raw)) }

// last is the number of a gid.
func last(id commerce.ID) string { return id.Key[strings.LastIndex(id.Key, "/")+1:] }

// sameValue compares a member with what was carried: times as times, amounts as amounts.
func sameValue(member any, got string) bool {
	if member == nil {
		return got == ""
	}
	want := fmt.Sprint(member)
	if want == got {
		return true
	}
	if at, err := time.Parse(time.RFC3339, want); err == nil {
		return moment(at) == got
	}
	a, errA := commerce.ParseDecimal(want)
	b, errB := commerce.ParseDecimal(got)
	return errA == nil && errB == nil && a.Equal(b)
}

var place = regexp.MustCompile(`\[\d+\]`)

// lossOf returns why a member is left out: by the longest path in the table that
// it is, or lies under.
func lossOf(topic, path string) (rule, why string) {
	path = place.ReplaceAllString(path, "")
	for _, table := range []string{topic, "all"} {
		for at, reason := range leftOut[table] {
			if (path == at || strings.HasPrefix(path, at+".")) && len(at) > len(rule) {
				rule, why = at, reason
			}
		}
		if rule != "" {
			return table + ": " + rule, why
		}
	}
	return "", ""
}

func TestEveryMemberOfTheExamples(t *testing.T) {
	used := map[string]bool{}
	for topic, read := range exampleReaders() {
		t.Run(topic, func(t *testing.T) {
			x := readExample(t, topic)
			s := openShop(t, generous())
			got, members := read(t, s, x), x.members()
			count := 0
			for path, value := range members {
				arrived, ok := got[path]
				rule, why := lossOf(topic, path)
				switch {
				case ok && !sameValue(value, arrived):
					t.Errorf("%s is %v, and arrives as %q", path, value, arrived)
				case ok:
					count++
				case rule == "" || why == "":
					t.Errorf("%s is neither carried nor named in the table of what is left out", path)
				default:
					used[rule] = true
				}
			}
			for path := range got {
				if _, ok := members[path]; !ok {
					t.Errorf("%s is carried, and not in the example", path)
				}
			}
			t.Logf("%d of %d members are carried", count, len(members))
		})
	}
	if t.Failed() || len(used) == 0 {
		return
	}
	for _, table := range slices.Sorted(maps.Keys(leftOut)) {
		for path := range leftOut[table] {
			if rule := table + ": " + path; !used[rule] {
				t.Errorf("no example has what the table leaves out at %s", rule)
			}
		}
	}
}

// The official examples of an answer's envelope are read as they are.
func TestCostExamples(t *testing.T) {
	for name, want := range map[string][5]float64{"cost": {101, 46, 1000, 954, 50}, "throttled": {400, 0, 1000, 300, 50}} {
		body, err := os.ReadFile(must[string](t)(shopifyspec.SharedPath("specs/shopify/examples/graphql/" + name + ".json")))
		if errors.Is(err, fs.ErrNotExist) {
			t.Skip("the official examples are not here")
		}
		if got, failed := shopify.CostOf(body); errors.Join(err, failed) != nil || got != want {
			t.Errorf("%s: got %v, error %v, want %v", name, got, errors.Join(err, failed), want)
		}
	}
}
