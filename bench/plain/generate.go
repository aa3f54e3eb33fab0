// Package plain is a server as a team would write it with gqlgen and
// dataloader: resolvers of one parent each, a loader for each relation and
// request, encoding/json, defaults everywhere.
package plain

//go:generate go tool gqlgen generate --config gqlgen.yml
