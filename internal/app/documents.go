package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/galleria-graph/galleria/graph"
	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/internal/server"
)

// readDocuments reads the stored documents of a configuration, and reports what
// is wrong with their files. It returns nil where there are none.
func readDocuments(cfg *config.Config, report *config.Report) *server.Documents {
	if cfg.Documents == nil {
		return nil
	}
	const at = "documents.path"
	schema := graph.NewExecutableSchema(graph.Config{}).Schema()
	folder := cfg.Resolve(cfg.Documents.Path)
	documents, err := server.ReadDocuments(os.DirFS(folder), schema, limits(cfg.Limits).Document)
	switch {
	case err != nil:
		for _, cause := range leaves(err) {
			report.Add(at, documentProblem(cause))
		}
	case documents.Len() == 0:
		report.Add(at, config.Problem{Message: "there is no *.graphql file in " + report.Quote(at, folder), Remedy: "Is it the right folder? A relative path begins at the folder of the configuration."})
	}
	return documents
}

func documentProblem(err error) config.Problem {
	var wrong *server.DocumentError
	var path *fs.PathError
	switch {
	case errors.As(err, &wrong):
		return config.Problem{Message: wrong.Error(), Remedy: "A stored document must fit the schema, which `galleria schema` prints, and the limits."}
	case errors.As(err, &path): // without the folder, which may be what a variable stands for
		return config.Problem{Message: fmt.Sprintf("the documents cannot be read: %v", path.Err), Remedy: "Is it the right folder? A relative path begins at the folder of the configuration."}
	}
	return config.Problem{Message: "the documents cannot be read"}
}

// leaves returns the errors that an error joins.
func leaves(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var all []error
	for _, e := range joined.Unwrap() {
		all = append(all, leaves(e)...)
	}
	return all
}
