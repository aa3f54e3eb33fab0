// Package jsonx reads the answers of connectors' systems value by value into
// typed fields, without reflection. What nobody asks for is passed over. It is
// as lenient as encoding/json where systems are sloppy: unknown and repeated
// names, null for anything, text that is not UTF-8. It is stricter in one
// point: a name is known by its exact letters only. Amounts are read as whole
// numbers or as the text that they are written with, never as floats.
package jsonx
