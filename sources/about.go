package sources

// About is what a connector says of itself to people, where its [Traits] say it
// to programs: what its credentials must be allowed to read, how it keeps within
// the limits of its system, and what that system lacks. The pages of
// docs/sources are made of it. All texts are sentences in Markdown.
type About struct {
	// Title is the system's own name: "Shopify".
	Title string
	// Summary says what is read, and through what.
	Summary string
	// Example is a whole configuration of a server over one such source, in YAML.
	Example string
	// Access says what the credentials are and where they are made.
	Access string
	// Kinds are what the connector offers, one each, in the order of [Source].
	Kinds []AboutKind
	// Limits are what the system lets an account ask, and how the connector keeps to it.
	Limits []string
	// Gaps are what the system does not tell, or does not do, and callers may miss.
	Gaps []string
	// Links lead to the system's own documentation.
	Links []Link
}

// AboutKind is what there is to know of one kind of entity.
type AboutKind struct {
	// Kind is the name of the [commerce.Kind].
	Kind string
	// Rights are what the credentials need, in the system's own words, by group;
	// under "" those of the core. A group that is not there needs no others.
	Rights map[string][]string
	// Notes are what an answer of this kind may surprise with.
	Notes []string
}

// Link leads to a page of somebody else's documentation.
type Link struct{ Text, URL string }
