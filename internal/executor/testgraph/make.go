package testgraph

import "strconv"

// person makes one of forty persons, always with the same fields.
func (d *dice) person() *Person { return d.personOf(d.name("p")) }

func (d *dice) personOf(id string) *Person {
	at := d.at("Person", id)
	p := &Person{
		dice: *at, ID: id, Name: at.word() + id,
		Motto: opt(at, (*dice).word), Secret: opt(at, (*dice).word), Pin: at.int(),
		Age: opt(at, (*dice).int), Height: opt(at, (*dice).float), Size: at.float(), Born: opt(at, (*dice).moment),
		Mood: opt(at, (*dice).mood), Humour: at.mood(), Moods: list(at, (*dice).mood), Grade: opt(at, (*dice).grade), Grades: list(at, (*dice).grade),
		Tags: list(at, (*dice).word), Scores: list(at, (*dice).int), Even: opt(at, (*dice).even), Hue: at.hue(), Hues: list(at, (*dice).hue),
		Maybe: at.word(), Notes: at.notes(),
		Weight: opt(at, (*dice).int), Shade: opt(at, (*dice).hue), Temper: opt(at, (*dice).mood), Facts: at.fact(), Certain: "certain", Pack: at.pack(), Goods: at.goods(), Load: list(at, (*dice).goods),
		Home: *at.crate(), Spare: ptr(at, (*dice).crate), Must: ptr(at, (*dice).crate),
		Crates: list(at, (*dice).crateValue), Shelf: list(at, (*dice).crateOrNull), Wall: list(at, (*dice).crateOrNull), Pairs: list(at, (*dice).crateOrNull),
		Grid:  list(at, func(d *dice) []*Crate { return list(d, (*dice).crateOrNull) }),
		Tower: list(at, func(d *dice) [][]Crate { return list(d, (*dice).crateRow) }),
		Mesh:  list(at, (*dice).crateRow),
	}
	if at.null() {
		p.Certain = "" // which is written as null
	}
	return p
}

func (d *dice) personOrNull() *Person { return ptr(d, (*dice).person) }

// pack is a value behind an interface, or null.
func (d *dice) pack() Resource {
	if d.null() {
		return nil
	}
	return d.parcel()
}

// goods are a value or a pointer behind an interface, or null.
func (d *dice) goods() Thing {
	switch {
	case d.null():
		return nil
	case d.n(2) == 0:
		return d.parcel()
	default:
		return d.crate()
	}
}

// fact is a note, and null only where chaos says so.
func (d *dice) fact() any {
	if n := d.notes(); n != nil || d.null() {
		return n
	}
	return d.int()
}

func (d *dice) notes() any {
	switch d.n(4) {
	case 0:
		return map[string]any{"b": d.word(), "a": []any{d.int(), nil, true}}
	case 1:
		return d.word()
	case 2:
		return d.float()
	default:
		return nil
	}
}

func (d *dice) shop() *Shop {
	id := d.name("s")
	at := d.at("Shop", id)
	return &Shop{dice: *at, ID: id, Name: at.word(), Label: opt(at, (*dice).word)}
}

func (d *dice) parcel() Parcel {
	id := d.name("c")
	at := d.at("Parcel", id)
	return Parcel{dice: *at, ID: id, Label: opt(at, (*dice).word), Weight: opt(at, (*dice).float)}
}

func (d *dice) crate() *Crate {
	serial := d.n(40)
	at := d.at(d.crateKey(serial))
	return &Crate{dice: *at, Serial: serial, Hue: opt(at, (*dice).hue), Mark: opt(at, (*dice).word)}
}

func (d *dice) crateKey(serial int) string { return "k" + strconv.Itoa(serial) }

func (d *dice) crateValue() Crate { return *d.crate() }

func (d *dice) crateOrNull() *Crate { return ptr(d, (*dice).crate) }

func (d *dice) crateRow() []Crate { return list(d, (*dice).crateValue) }

// node is an object of any type behind the interface, or null: never a typed nil.
func (d *dice) nodeOrNull() Node {
	if d.null() {
		return nil
	}
	switch d.n(4) {
	case 0:
		return d.shop()
	case 1:
		return d.parcel()
	default:
		return d.person()
	}
}

func (d *dice) resourceOrNull() Resource {
	switch {
	case d.null():
		return nil
	case d.n(2) == 0:
		return d.parcel()
	default:
		return d.shop()
	}
}

func (d *dice) namedOrNull() Named {
	switch {
	case d.null():
		return nil
	case d.n(3) == 0:
		return d.shop()
	default:
		return d.person()
	}
}

func (d *dice) thingOrNull() Thing {
	if d.null() {
		return nil
	}
	switch d.n(5) {
	case 0:
		return d.shop()
	case 1:
		return d.parcel()
	case 2:
		return d.crate()
	default:
		return d.person()
	}
}

func (d *dice) placeOrNull() Place {
	switch {
	case d.null():
		return nil
	case d.n(2) == 0:
		return d.crate()
	default:
		return d.shop()
	}
}
