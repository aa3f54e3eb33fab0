package server_test

import (
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/galleria-graph/galleria/internal/server"
)

func TestErrorsStandInTheOrderOfTheirPlaces(t *testing.T) {
	at := func(message string, path ...ast.PathElement) *gqlerror.Error {
		return &gqlerror.Error{Message: message, Path: path}
	}
	errs := gqlerror.List{
		at("4", ast.PathName("orders"), ast.PathName("nodes"), ast.PathIndex(10), ast.PathName("customer")),
		at("2", ast.PathName("orders"), ast.PathName("nodes"), ast.PathIndex(2), ast.PathName("customer")),
		at("1", ast.PathName("orders")),
		at("5", ast.PathName("payments")),
		at("3", ast.PathName("orders"), ast.PathName("nodes"), ast.PathIndex(2), ast.PathName("payments")),
		at("0"),
	}
	server.SortByPath(errs)
	got := ""
	for _, e := range errs {
		got += e.Message
	}
	if got != "012345" {
		t.Errorf("order %s", got)
	}
}
