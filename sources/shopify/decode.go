package shopify

import (
	"time"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// fill reads an object that may be missing.
func fill[V any](r *jsonx.Reader, into *jsonx.Opt[V], decode func(*V, *jsonx.Reader)) {
	into.OK = r.Kind() != jsonx.Null
	if !into.OK {
		r.Skip()
		return
	}
	decode(&into.Value, r)
}

// fillList reads a list of objects, each of which may be missing.
func fillList[V any](r *jsonx.Reader, into *listOf[V], decode func(*V, *jsonx.Reader)) {
	*into = listOf[V]{}
	if !r.Array() {
		return
	}
	into.OK, into.Value = true, []jsonx.Opt[V]{}
	for r.Element() {
		into.Value = append(into.Value, jsonx.Opt[V]{})
		fill(r, &into.Value[len(into.Value)-1], decode)
	}
}

// fillNodes reads an inner connection.
func fillNodes[N any](r *jsonx.Reader, into *jsonx.Opt[connection[N]], decode func(*N, *jsonx.Reader)) {
	if into.OK = r.Object(); !into.OK {
		return
	}
	for r.Member() {
		switch string(r.Name()) {
		case "nodes":
			fillList(r, &into.Value.Nodes, decode)
		case "pageInfo":
			fill(r, &into.Value.PageInfo, (*pageInfoWire).decode)
		}
	}
}

// readTexts reads a list of words, such as tags.
func readTexts(r *jsonx.Reader) listOf[string] {
	if !r.Array() {
		return listOf[string]{}
	}
	out := []optText{}
	for r.Element() {
		out = append(out, r.Word())
	}
	return jsonx.Some(out)
}

func readNumeral(r *jsonx.Reader) optNumeral {
	n := r.Numeral()
	return optNumeral{Value: decimalText(n.Value), OK: n.OK}
}

func readInstant(r *jsonx.Reader) instantWire {
	written := r.Raw()
	if written == nil {
		return instantWire{}
	}
	var at time.Time
	if err := at.UnmarshalText(written); err != nil {
		if at, err = time.Parse(time.RFC3339, string(written)); err != nil { // it takes a little more
			return instantWire{ok: true, bad: true}
		}
	}
	return instantWire{at: at.UTC(), ok: true}
}

func (w *pageInfoWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "hasNextPage":
			w.HasNext = r.Bool()
		case "hasPreviousPage":
			w.HasPrevious = r.Bool()
		case "endCursor":
			w.End = r.Text()
		}
	}
}

func (w *refWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		if string(r.Name()) == "id" {
			w.ID = r.Text()
		}
	}
}

func (w *moneyWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "amount":
			w.Amount = readNumeral(r)
		case "currencyCode":
			w.Currency = r.Word()
		}
	}
}

func (w *bagWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "shopMoney":
			fill(r, &w.Shop, (*moneyWire).decode)
		case "presentmentMoney":
			fill(r, &w.Presentment, (*moneyWire).decode)
		}
	}
}

func fillBag(r *jsonx.Reader, into *jsonx.Opt[bagWire]) { fill(r, into, (*bagWire).decode) }

func (w *addressWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "firstName":
			w.FirstName = r.Text()
		case "lastName":
			w.LastName = r.Text()
		case "company":
			w.Company = r.Text()
		case "address1":
			w.Address1 = r.Text()
		case "address2":
			w.Address2 = r.Text()
		case "city":
			w.City = r.Text()
		case "province":
			w.Province = r.Text()
		case "provinceCode":
			w.ProvinceCode = r.Word()
		case "zip":
			w.Zip = r.Text()
		case "countryCode":
			w.CountryCode = r.Word()
		case "phone":
			w.Phone = r.Text()
		}
	}
}
