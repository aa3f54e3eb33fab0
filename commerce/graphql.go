package commerce

// The markers below bind entities to the interfaces of the GraphQL schema. They
// import nothing, so that the vocabulary stays free of GraphQL.

// IsNode marks a type that node(id:) finds.
func (*Customer) IsNode()       {}
func (*Order) IsNode()          {}
func (*Product) IsNode()        {}
func (*ProductVariant) IsNode() {}
func (*InventoryItem) IsNode()  {}
func (*Location) IsNode()       {}
func (*Payment) IsNode()        {}

// IsSourced marks everything with an origin.
func (*Origin) IsSourced() {}

// IsEntity marks a type that other subgraphs of a federation may refer to.
func (*Customer) IsEntity()       {}
func (*Order) IsEntity()          {}
func (*Product) IsEntity()        {}
func (*ProductVariant) IsEntity() {}
func (*InventoryItem) IsEntity()  {}
func (*Location) IsEntity()       {}
func (*Payment) IsEntity()        {}
