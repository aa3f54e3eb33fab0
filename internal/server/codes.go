package server

import (
	"net/http"

	"github.com/galleria-graph/galleria/internal/server/docguard"
	"github.com/galleria-graph/galleria/sources"
)

// Code is what a client may decide on: extensions.code of every error that the
// server answers, in GraphQL and over plain HTTP alike.
type Code string

// The codes that do not belong to a limit of the document; see docguard.Code for those.
const (
	CodeBadRequest            Code = "BAD_REQUEST"
	CodeBatchingUnsupported   Code = "BATCHING_UNSUPPORTED"
	CodePersistedQuery        Code = "PERSISTED_QUERY_NOT_SUPPORTED"
	CodePersistedNotFound     Code = "PERSISTED_QUERY_NOT_FOUND"
	CodeDocumentNotFound      Code = "DOCUMENT_NOT_FOUND"
	CodeDocumentNotAllowed    Code = "DOCUMENT_NOT_ALLOWED"
	CodeBodyTooLarge          Code = "BODY_TOO_LARGE"
	CodeBodyTimeout           Code = "BODY_TIMEOUT"
	CodeMediaType             Code = "UNSUPPORTED_MEDIA_TYPE"
	CodeNotAcceptable         Code = "NOT_ACCEPTABLE"
	CodeMethodNotAllowed      Code = "METHOD_NOT_ALLOWED"
	CodeNotFound              Code = "NOT_FOUND"
	CodeCrossSite             Code = "CROSS_SITE_REFUSED"
	CodeHostRefused           Code = "HOST_REFUSED"
	CodeUnauthenticated       Code = "UNAUTHENTICATED"
	CodeForbidden             Code = "FORBIDDEN"
	CodeTooManyFailures       Code = "TOO_MANY_FAILED_ATTEMPTS"
	CodeOverloaded            Code = "OVERLOADED"
	CodeDeadline              Code = "DEADLINE_EXCEEDED"
	CodeParseFailed           Code = "GRAPHQL_PARSE_FAILED"
	CodeValidationFailed      Code = "GRAPHQL_VALIDATION_FAILED"
	CodeCostLimit             Code = "COST_LIMIT_EXCEEDED"
	CodeIntrospectionDisabled Code = "INTROSPECTION_DISABLED"
	CodeInvalidArgument       Code = "INVALID_ARGUMENT"
	CodeAmbiguous             Code = "AMBIGUOUS"
	CodeUnsupported           Code = "UNSUPPORTED"
	CodeSourceUnavailable     Code = "SOURCE_UNAVAILABLE"
	CodeSourceTimeout         Code = "SOURCE_TIMEOUT"
	CodeSourceRateLimited     Code = "SOURCE_RATE_LIMITED"
	CodeSourceDenied          Code = "SOURCE_DENIED"
	CodeSourceMalformed       Code = "SOURCE_MALFORMED"
	CodeCanceled              Code = "CANCELED"
	CodeInternal              Code = "INTERNAL"
)

// CodeInfo says what a code means.
type CodeInfo struct {
	// Status is the HTTP status of an answer that holds no data because of it.
	Status int
	// Document tells that the GraphQL document or its variables are at fault:
	// then a client that accepts only application/json gets status 200.
	Document  bool
	Retryable bool   // the same request may succeed later
	Meaning   string // one sentence, as documented
	Advice    string // what a client should do
	text      string // the default message, after the source's name where there is one
}

// Codes returns what every code means. The map is new on each call.
func Codes() map[Code]CodeInfo {
	all := requestCodes()
	for _, group := range []map[Code]CodeInfo{documentCodes(), limitCodes(), sourceCodes()} {
		for code, info := range group {
			all[code] = info
		}
	}
	return all
}

func requestCodes() map[Code]CodeInfo {
	return map[Code]CodeInfo{
		CodeBadRequest:          {Status: http.StatusBadRequest, Meaning: "The request is not a well-formed GraphQL request.", Advice: "Correct it as the message says."},
		CodeBatchingUnsupported: {Status: http.StatusBadRequest, Meaning: "The body is a list of operations.", Advice: "Send one operation a request, or one operation with several root fields."},
		CodePersistedQuery:      {Status: http.StatusBadRequest, Meaning: "The request names a persisted query by another version of the protocol than 1.", Advice: "Send version 1, or the text of the query alone."},
		CodeBodyTooLarge:        {Status: http.StatusRequestEntityTooLarge, Meaning: "The request body is larger than the server accepts.", Advice: "Send less in one request."},
		CodeBodyTimeout:         {Status: http.StatusRequestTimeout, Retryable: true, Meaning: "The request body arrived too slowly.", Advice: "Send it again over a better connection."},
		CodeMediaType:           {Status: http.StatusUnsupportedMediaType, Meaning: "The body is not uncompressed application/json in UTF-8.", Advice: "Send application/json without Content-Encoding."},
		CodeNotAcceptable:       {Status: http.StatusNotAcceptable, Meaning: "The Accept header allows no media type that the server can answer.", Advice: "Accept application/graphql-response+json or application/json."},
		CodeMethodNotAllowed:    {Status: http.StatusMethodNotAllowed, Meaning: "The path, or this kind of operation, does not take the method.", Advice: "Use a method that the Allow header names."},
		CodeNotFound:            {Status: http.StatusNotFound, Meaning: "Nothing is served at this path.", Advice: "Check the address."},
		CodeCrossSite:           {Status: http.StatusForbidden, Meaning: "A page of another site asked by GET.", Advice: "Send POST with application/json, or the header X-Galleria-Preflight."},
		CodeHostRefused:         {Status: http.StatusMisdirectedRequest, Meaning: "The Host header is none that the server answers to.", Advice: "Use a configured host name, or add it to the configuration."},
		CodeUnauthenticated:     {Status: http.StatusUnauthorized, Meaning: "The API key is missing or unknown.", Advice: "Send Authorization: Bearer with a valid key."},
		CodeForbidden:           {Status: http.StatusForbidden, Meaning: "The API key lacks the role that the request needs.", Advice: "Use a key that has the role."},
		CodeTooManyFailures:     {Status: http.StatusTooManyRequests, Retryable: true, Meaning: "Too many requests with unknown keys came from this address.", Advice: "Wait for Retry-After, then use a valid key."},
		CodeOverloaded:          {Status: http.StatusServiceUnavailable, Retryable: true, Meaning: "The server runs as many operations as it may.", Advice: "Wait for Retry-After, then repeat."},
		CodeDeadline:            {Status: http.StatusGatewayTimeout, Retryable: true, Meaning: "The operation did not end within its deadline.", Advice: "Ask for less at once, or repeat.", text: "the operation did not end within its deadline"},
		CodeCanceled:            {Status: 499, Meaning: "The client went away before the answer was ready.", Advice: "None is needed.", text: "the request was given up before it was answered"},
		CodeInternal:            {Status: http.StatusInternalServerError, Meaning: "The server is at fault. The log holds the details under extensions.id.", Advice: "Report the id to whoever runs the server.", text: "internal error"},
	}
}

func documentCodes() map[Code]CodeInfo {
	document := func(status int, meaning, advice string) CodeInfo {
		return CodeInfo{Status: status, Document: true, Meaning: meaning, Advice: advice}
	}
	return map[Code]CodeInfo{
		CodeParseFailed:           document(http.StatusBadRequest, "The document is not GraphQL.", "Correct it at the location given."),
		CodeValidationFailed:      document(http.StatusBadRequest, "The document does not fit the schema, or the variables do not fit the document.", "Correct it as the message says."),
		CodeCostLimit:             document(http.StatusBadRequest, "The operation asks for more entities than one operation may.", "Ask for smaller pages, or for fewer connections inside one another."),
		CodePersistedNotFound:     document(http.StatusNotFound, "No document of the hash in extensions.persistedQuery is known, or not any more.", "Send the hash with the text of the query: it is known by the hash from then on."),
		CodeDocumentNotFound:      document(http.StatusNotFound, "No document has the id in documentId.", "Check the id: sha256: and the hash of the text, or the name of a stored document or of its operation."),
		CodeDocumentNotAllowed:    document(http.StatusForbidden, "The server runs stored documents only, and this is none of them.", "Ask for a stored document, use a key with the role explore, or have the document stored."),
		CodeIntrospectionDisabled: document(http.StatusForbidden, "Introspection is off on this server, or the caller may not read the schema.", "Use a key with the role explore: it reads /schema.graphql in any case, and introspects where introspection is on."),
	}
}

func limitCodes() map[Code]CodeInfo {
	limit := func(meaning string) CodeInfo {
		return CodeInfo{Status: http.StatusBadRequest, Document: true, Meaning: meaning, Advice: "The message says what to do; extensions hold limit and actual."}
	}
	return map[Code]CodeInfo{
		Code(docguard.TooManyTokens):     limit("The document has too many lexical tokens."),
		Code(docguard.TooNested):         limit("The document opens too many brackets inside one another."),
		Code(docguard.NameTooLong):       limit("A name in the document is too long."),
		Code(docguard.TooDeep):           limit("The operation nests too many levels of fields."),
		Code(docguard.TooManyFields):     limit("The operation selects too many fields, at one level or in all."),
		Code(docguard.TooManySelections): limit("The operation's fragments expand to too many selections."),
		Code(docguard.TooRepetitive):     limit("The operation selects the same fields again and again, its fragments written out."),
		Code(docguard.TooManyAliases):    limit("The operation uses too many aliases."),
		Code(docguard.TooManyRootFields): limit("The operation has too many root fields."),
		Code(docguard.TooManyDirectives): limit("The document has too many directives."),
		Code(docguard.TooManyDefers):     limit("The document defers too many fragments."),
		Code(docguard.TooManyFragments):  limit("The document defines too many fragments."),
		Code(docguard.FragmentCycle):     limit("A fragment spreads itself."),
		Code(docguard.TooManyOperations): limit("The document defines too many operations."),
		Code(docguard.ListTooLong):       limit("A list in an argument or variable is too long."),
	}
}

func sourceCodes() map[Code]CodeInfo {
	return map[Code]CodeInfo{
		CodeInvalidArgument:   {Status: http.StatusBadRequest, Meaning: "An argument has a value that can never be answered, such as a malformed cursor or id.", Advice: "Correct the argument.", text: "the argument is not valid"},
		CodeAmbiguous:         {Status: http.StatusConflict, Meaning: "Several records answer where one was asked for, and none is guessed.", Advice: "Narrow the question, as the message says, or list the records.", text: "has more than one answer"},
		CodeUnsupported:       {Status: http.StatusBadRequest, Meaning: "The server, or a source, cannot do what was asked.", Advice: "Ask for something that it offers, as the message says.", text: "does not support this request"},
		CodeSourceUnavailable: {Status: http.StatusServiceUnavailable, Retryable: true, Meaning: "A source could not be reached, or failed to answer. Fields fed by it are null.", Advice: "Use the rest of the answer; repeat later.", text: "is not available"},
		CodeSourceTimeout:     {Status: http.StatusGatewayTimeout, Retryable: true, Meaning: "A source did not answer in time. Fields fed by it are null.", Advice: "Use the rest of the answer; repeat later.", text: "did not answer in time"},
		CodeSourceRateLimited: {Status: http.StatusServiceUnavailable, Retryable: true, Meaning: "A source's quota is spent.", Advice: "Repeat after extensions.retryAfter seconds, where it is given.", text: "accepts no more requests at present"},
		CodeSourceDenied:      {Status: http.StatusBadGateway, Meaning: "A source refused the server's credentials, or they lack a permission.", Advice: "Tell whoever runs the server.", text: "refused the server's credentials"},
		CodeSourceMalformed:   {Status: http.StatusBadGateway, Meaning: "A source answered with something other than it promises.", Advice: "Tell whoever runs the server.", text: "answered with something other than it promises"},
	}
}

// codeOf returns the code that the kind of a source's error has.
func codeOf(kind sources.ErrorKind) Code {
	switch kind {
	case sources.KindInvalid:
		return CodeInvalidArgument
	case sources.KindAmbiguous:
		return CodeAmbiguous
	case sources.KindUnsupported:
		return CodeUnsupported
	case sources.KindDenied:
		return CodeSourceDenied
	case sources.KindLimited:
		return CodeSourceRateLimited
	case sources.KindUnavailable:
		return CodeSourceUnavailable
	case sources.KindMalformed:
		return CodeSourceMalformed
	case sources.KindTimeout:
		return CodeSourceTimeout
	case sources.KindCanceled:
		return CodeCanceled
	default:
		return CodeInternal
	}
}
