package model

// Entity is what other subgraphs of a federation may refer to.
type Entity interface{ IsEntity() }

// Service is this graph as a subgraph of a federation.
type Service struct {
	// SDL is the schema of the subgraph, which a router composes with others.
	SDL string
}
