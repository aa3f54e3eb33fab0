package server

// What tests of the document cache need to see.
var (
	NewDocumentCache = newDocumentCache
	Footprint        = footprint
)

// SortByPath lets tests see how errors are put in order.
var SortByPath = sortByPath
