package sqldb

import "time"

// resolve decides how the column is stored, from what the configuration says,
// whose type fits the use, and what the database says. It returns what is wrong, as the end of a
// sentence that begins with the column; "" when nothing is.
func (c *column) resolve(conf Column, f fact, floats bool) string {
	if conf.MinorDigits != nil {
		c.shift = int32(*conf.MinorDigits)
	}
	switch {
	case f.class == classBinary:
		return "holds bytes (" + f.typeName + "): read it with a select that makes them text"
	case c.use == useInstant:
		return c.resolveInstant(conf.Type)
	case c.use.numeric():
		return c.resolveNumber(conf.Type, f, floats)
	case c.use == useKey || c.use == useReference:
		return c.resolveKey(conf.Type)
	case c.use == useList && f.class == classArray:
		c.store = storeArray
		return ""
	}
	c.store = storeText
	return misreadText(conf.Type, c.use)
}

func (c *column) resolveKey(t ColumnType) string {
	switch {
	case t == ColumnText:
		c.store = storeText
	case c.class == classInteger:
		c.store = storeInteger
	case t == ColumnInteger:
		return "holds no whole numbers (" + c.typeName + "): leave out the type"
	case c.class == classUUID:
		c.store = storeUUID
	default:
		c.store = storeText
	}
	return ""
}

func (c *column) resolveNumber(t ColumnType, f fact, floats bool) string {
	switch {
	case t == ColumnText:
		c.store = storeText
	case c.class == classInteger:
		c.store, c.digits = storeInteger, 0
	case c.class == classDecimal, c.class == classMoney:
		c.store, c.digits = storeDecimal, f.digits
	case floats:
		c.store = storeDecimal
	case c.class == classFloat:
		return "is a binary fraction (" + c.typeName + "), which cannot hold 0.1: make it a DECIMAL, or read it with a select that casts it to one"
	case c.class == classText || c.class == classOther:
		c.store = storeText
	default:
		return "holds no number (" + c.typeName + ")"
	}
	return ""
}

func (c *column) resolveInstant(t ColumnType) string {
	if t == "" {
		t = c.instantType()
	}
	switch t {
	case ColumnUnix, ColumnUnixMilli:
		if c.class != classInteger {
			return "is no whole number (" + c.typeName + "), which " + string(t) + " reads"
		}
		c.store = storeUnix
		if t == ColumnUnixMilli {
			c.store = storeUnixMilli
		}
		c.zone = time.UTC
	case ColumnTime, ColumnLocalTime:
		return c.resolveClock(t)
	case ColumnDate:
		if c.class != classDate && c.class != classText && c.class != classOther && c.class != classDecimal {
			return "is no date (" + c.typeName + "): read it as time or local-time"
		}
		c.store = storeText
		if c.class == classDate {
			c.store = storeDate
		}
	default:
		return "holds no time (" + c.typeName + "): say how it is read with the type time, local-time, date, unix or unix-ms"
	}
	return ""
}

// instantType guesses what the database's type leaves open.
func (c *column) instantType() ColumnType {
	switch c.class {
	case classInteger, classFloat, classFlag, classBits, classMoney:
		return ""
	case classDate:
		return ColumnDate
	}
	if c.zone != time.UTC && c.class != classZoned {
		return ColumnLocalTime
	}
	return ColumnTime
}

func (c *column) resolveClock(t ColumnType) string {
	if t == ColumnLocalTime && c.class == classZoned {
		return "holds instants (" + c.typeName + "): read it as time"
	}
	switch c.class {
	case classZoned, classWall:
		c.store = storeStamp
	case classDate:
		c.store = storeDate
	case classText, classOther, classDecimal:
		c.store = storeText
	default:
		return "holds no time (" + c.typeName + ")"
	}
	return ""
}
