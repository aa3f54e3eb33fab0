package shopifysim

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Event is an entry in the history of an order or a draft: a comment when it
// has an author, else something that happened.
type Event struct {
	ID             string
	Action         string // "create" or, for a comment, "comment" when empty
	Message        string // with markup; RawMessage for a comment, when empty
	RawMessage     string
	Author         string // the staff member's name, of a comment
	AppTitle       *string
	AttributeToApp bool
	CriticalAlert  bool
	Edited         bool
	CreatedAt      time.Time
}

// staffMember is who wrote a comment. Few apps may see one.
type staffMember struct{ ID, Name string }

func (e *Event) kind() string {
	if e.Author != "" {
		return "CommentEvent"
	}
	return "BasicEvent"
}

// completeEvents lets a history begin with the making of its subject.
func (s *store) completeEvents(events []Event, subject string, created time.Time) ([]Event, error) {
	events = slices.Clone(events)
	if len(events) == 0 || events[0].kind() != "BasicEvent" {
		events = slices.Insert(events, 0, Event{Action: "create", Message: fmt.Sprintf("<a href=\"#\">%s</a> was created.", subject), CreatedAt: created})
	}
	for i := range events {
		if err := s.completeEvent(&events[i], created); err != nil {
			return nil, fmt.Errorf("event %d: %w", i, err)
		}
	}
	return events, nil
}

func (s *store) completeEvent(e *Event, at time.Time) error {
	if e.kind() == "CommentEvent" {
		orString(&e.Action, "comment")
		orString(&e.Message, strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(e.RawMessage))
	}
	orString(&e.Action, "create")
	orTime(&e.CreatedAt, at)
	return s.claim(&e.ID, e.kind())
}

// Comment adds a comment of a staff member to an order's history.
func (s *Sim) Comment(order, author, message string) error {
	return s.editOrder("comment", order, func(o *Order) error {
		e := Event{Author: author, RawMessage: message}
		if err := s.store.completeEvent(&e, s.now()); err != nil {
			return err
		}
		o.Events = append(o.Events, e)
		return nil
	})
}

func eventResolvers() map[string]resolver {
	all := map[string]resolver{
		"CommentEvent.author": get(func(_ *call, e *Event) any { return &staffMember{ID: gidOf("StaffMember", 1), Name: e.Author} }),
	}
	for _, kind := range []string{"BasicEvent", "CommentEvent"} {
		all[kind+".attributeToUser"] = get(func(_ *call, e *Event) any { return e.Author != "" && !e.AttributeToApp })
	}
	return all
}

// events pages through a history.
func (c *call) events(events []Event, args map[string]any) (any, error) {
	l := listing{sort: textArg(args, "sortKey"), keep: c.search(kindEvent, textArg(args, "query"))}
	for i := range events {
		e := &events[i]
		value := idValue(e.ID)
		if l.sort == "CREATED_AT" {
			value = timeValue(e.CreatedAt)
		}
		l.entries = append(l.entries, entry{value: value, id: legacyID(e.ID), object: e})
	}
	slices.SortFunc(l.entries, entry.compare)
	return paginate(l, args)
}

func eventFilters() map[string]filter {
	type e = *Event
	return map[string]filter{
		"id":         number(func(_ *store, object any) int64 { return legacyID(object.(e).ID) }),
		"action":     exact(words(func(_ *store, e e) []string { return []string{e.Action} })),
		"created_at": moment(at(func(e e) *time.Time { return &e.CreatedAt })),
		"comments": func(_ *search, t term) (predicate, bool) {
			// Passing false leaves comments out, any other value keeps them beside the rest.
			return func(object any) bool { return t.value != "false" || object.(e).kind() != "CommentEvent" }, t.comparator == ":"
		},
	}
}
