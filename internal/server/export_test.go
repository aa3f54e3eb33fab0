package server

// What tests of the document cache need to see.
var (
	NewDocumentCache = newDocumentCache
	Footprint        = footprint
)
