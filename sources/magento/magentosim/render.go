package magentosim

import "time"

// text sets a text that is not empty; null attributes are left out.
func text(o object, name, value string) {
	if value != "" {
		o[name] = value
	}
}

// whole sets a number that is not 0.
func whole[N int | int64](o object, name string, value N) {
	if value != 0 {
		o[name] = value
	}
}

// moment sets a time as the database keeps it: UTC without a zone.
func moment(o object, name string, value time.Time) {
	if !value.IsZero() {
		o[name] = value.UTC().Format(time.DateTime)
	}
}

// orNull is for required attributes, which are null when they are empty.
func orNull(value string) any {
	if value == "" {
		return nil
	}
	return value
}

func anyList[T any](values []T) []any {
	list := make([]any, len(values))
	for i, value := range values {
		list[i] = value
	}
	return list
}
