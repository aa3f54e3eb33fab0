package sqldb

// Mappable is what the tables of one kind can hold.
type Mappable struct {
	Kind string // its name
	// Key is the name of its table in the configuration.
	Key      string
	Feeds    []Feed
	Children []MappableChild
}

// MappableChild is what a table of children can hold.
type MappableChild struct {
	Key   string
	Feeds []Feed
}

// Feed is one thing of an entity that a column can feed.
type Feed struct {
	// Name is its key in [Table.Fields] or [Child.Fields].
	Name  string
	Holds Holding
	// Words are the graph's words of a state.
	Words []string
	// Answers is the kind's field that the column is filtered and sorted by; empty for none.
	Answers string
	// Needed marks what there must be a column for.
	Needed bool
}

// Holding says what a column holds, in words.
type Holding string

// What columns hold.
const (
	HoldsText      Holding = "text"
	HoldsWord      Holding = "word of a state"
	HoldsFlag      Holding = "true or false"
	HoldsReference Holding = "id of another entity"
	HoldsNumber    Holding = "number"
	HoldsAmount    Holding = "amount"
	HoldsCount     Holding = "whole number"
	HoldsInstant   Holding = "time"
	HoldsList      Holding = "list of texts"
)

var holdings = map[use]Holding{
	useText: HoldsText, useFolded: HoldsText, useKey: HoldsText, useWord: HoldsWord, useFlag: HoldsFlag, useReference: HoldsReference,
	useNumber: HoldsNumber, useMoney: HoldsAmount, useCount: HoldsCount, useInstant: HoldsInstant, useList: HoldsList,
}

// Mappables returns what the tables of each kind can hold, in the order of [Tables].
func Mappables() []Mappable {
	return []Mappable{
		mappable(customers()), mappable(orders()), mappable(products()), mappable(variants()), mappable(inventory()), mappable(locations()), mappable(payments()),
	}
}

func mappable[T any](s spec[T]) Mappable {
	m := Mappable{Kind: s.kind.Name, Key: s.key, Feeds: feedsOf(s.attributes)}
	for _, child := range s.children {
		m.Children = append(m.Children, MappableChild{Key: child.key, Feeds: child.feeds})
	}
	return m
}

func feedsOf[T any](attributes []attribute[T]) []Feed {
	feeds := make([]Feed, 0, len(attributes))
	for _, a := range attributes {
		feeds = append(feeds, Feed{Name: a.name, Holds: holdings[a.use], Words: a.words, Answers: a.field, Needed: a.needed})
	}
	return feeds
}
