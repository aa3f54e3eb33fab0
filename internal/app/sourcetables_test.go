package app_test

import (
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"unicode"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/sqldb"
)

var nobody = slog.New(slog.DiscardHandler)

// indexView is a kind over all connectors: a row for each field and for each
// group, with a cell for each page.
type indexView struct {
	Kind, Plural string
	Unlisted     commerce.Unlisted
	Pages        []sourcePage // that offer the kind
	Of           []kindPage   // of each of these
	Fields       []string
	Groups       []string
}

func indexOf(pages []sourcePage) []indexView {
	var out []indexView
	for _, v := range kindViews() {
		view := indexView{Kind: v.name, Plural: v.plural, Unlisted: v.unlisted, Fields: v.fields}
		for _, p := range pages {
			for _, k := range p.Kinds {
				if k.Kind == v.name {
					view.Pages, view.Of = append(view.Pages, p), append(view.Of, k)
				}
			}
		}
		for _, g := range view.Of[0].Groups {
			view.Groups = append(view.Groups, g.Group)
		}
		out = append(out, view)
	}
	return out
}

// matrixCell says what a connector does with a field, in few words.
func matrixCell(k kindPage, field string) string {
	i := slices.IndexFunc(k.Fields, func(r fieldRow) bool { return r.Name == field })
	if i < 0 {
		return "–"
	}
	row := k.Fields[i]
	var words []string
	if row.Filter != "" {
		words = append(words, row.Filter)
	}
	switch row.Sort {
	case "":
	case "both ways":
		words = append(words, "sort")
	default:
		words = append(words, "sort "+row.Sort)
	}
	if row.Find != "" {
		words = append(words, "lookup")
	}
	return strings.Join(words, ", ")
}

// fillCell says how much of a group a connector fills.
func fillCell(k kindPage, group string) string {
	i := slices.IndexFunc(k.Groups, func(r groupRow) bool { return r.Group == group })
	switch g := k.Groups[i]; g.Full {
	case 0:
		return "–"
	case g.Whole:
		return "all"
	default:
		return fmt.Sprintf("%d of %d fields", g.Full, g.Whole)
	}
}

// feedRow is a row of columns that hold the same.
type feedRow struct {
	sqldb.Feed
	Names []string
}

// feedRows puts the parts of one thing, such as an address, into one row where they are alike.
func feedRows(feeds []sqldb.Feed) []feedRow {
	var out []feedRow
	for _, f := range feeds {
		if n := len(out); n > 0 && areParts(out[n-1].Feed, f) {
			out[n-1].Names = append(out[n-1].Names, f.Name)
		} else {
			out = append(out, feedRow{f, []string{f.Name}})
		}
	}
	return out
}

func areParts(a, b sqldb.Feed) bool {
	of, _, ok := strings.Cut(a.Name, ".")
	return ok && strings.HasPrefix(b.Name, of+".") && a.Holds == b.Holds && a.Answers == b.Answers && a.Needed == b.Needed
}

// codes lists words as Markdown code.
func codes(words []string) string {
	out := make([]string, len(words))
	for i, word := range words {
		out[i] = "`" + word + "`"
	}
	return strings.Join(out, ", ")
}

// anchor is what GitHub makes of a heading.
func anchor(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}
