package app

import (
	"strings"

	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/internal/server"
	"github.com/galleria-graph/galleria/sources/sqldb"
)

// Vet checks what the connectors and the graph know of a configuration and the
// configuration itself does not, such as which fields a table can feed, and
// whether stored documents fit the schema. It asks no source and needs no network. Its error is *[config.Problems], with everything that
// is wrong in all sources.
func Vet(cfg *config.Config) error {
	_, err := vet(cfg)
	return err
}

// vet is Vet that returns the documents that it has read.
func vet(cfg *config.Config) (*server.Documents, error) {
	report := cfg.Report()
	for _, name := range cfg.SourceNames() {
		if block, ok := cfg.Sources[name].(*config.SQL); ok {
			reportSQL(report, name, block, sqldb.Vet(sqlConfig(name, block).Tables))
		}
	}
	documents := readDocuments(cfg, report)
	return documents, report.Err()
}

// reportSQL places what is wrong with the tables of a source in the file.
func reportSQL(report *config.Report, name string, block *config.SQL, problems []sqldb.Problem) {
	for _, p := range problems {
		at := locate(name, block, p.Place)
		told := config.Problem{Message: p.Message, Suggestion: p.Suggestion, Remedy: p.Remedy}
		// What a variable stands for is not said.
		if p.Column != "" {
			told.Message = strings.ReplaceAll(told.Message, `"`+p.Column+`"`, report.Quote(at.column, p.Column))
		}
		if p.Given != "" {
			told.Message = strings.ReplaceAll(told.Message, `"`+p.Given+`"`, report.Quote(at.path, p.Given))
		}
		if at.key {
			report.AddKey(at.path, told)
		} else {
			report.Add(at.path, told)
		}
	}
}

// location is where the file has a part of the tables of a database.
type location struct {
	path   string
	key    bool   // it is the key there, rather than its value
	column string // the path of the column's name
}

func locate(name string, block *config.SQL, p sqldb.Place) location {
	at := "sources." + name + ".tables"
	if p.Table != "" {
		at += "." + p.Table
	}
	if p.Child != "" {
		at += ".children." + p.Child
	}
	table := at
	if p.Field != "" {
		at += ".fields." + p.Field
	}
	l := location{path: at, key: p.Setting == "" || p.Setting == "fields", column: at + ".column"}
	switch {
	case p.Setting == "":
		return l
	case p.Setting == "values" && sharedWords(block, p):
		l.path = table + ".values." + p.Field
	default:
		l.path += "." + p.Setting
	}
	if p.Field == "" || p.Setting == "currencyColumn" {
		l.column = l.path
	}
	if p.Word != "" {
		l.path += "." + p.Word
	}
	return l
}

// sharedWords reports whether the words of a field stand at its table rather than its column.
func sharedWords(block *config.SQL, p sqldb.Place) bool {
	for key, table := range block.Tables.All() {
		switch {
		case key != p.Table:
		case p.Child != "":
			return table.Children[p.Child].Fields[p.Field].Values == nil
		default:
			return table.Fields[p.Field].Values == nil
		}
	}
	return false
}
