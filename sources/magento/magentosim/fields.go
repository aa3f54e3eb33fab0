package magentosim

import "regexp"

// selection is what the parameter fields asks to keep: by name, nil for all of
// a value, else for its parts.
type selection map[string]selection

var fieldsForm = regexp.MustCompile(`^[\w\[\],]+$`)

// parseFields reads a,b[c,d[e]]. It reports false for what Magento does not
// understand; its answer is empty then.
func parseFields(text string) (selection, bool) {
	if !fieldsForm.MatchString(text) {
		return nil, false
	}
	current, stack, names := selection{}, []selection{}, []string{}
	name, start := "", -1
	for i := range len(text) + 1 {
		if i < len(text) && text[i] != '[' && text[i] != ']' && text[i] != ',' {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			name, start = text[start:i], -1
			current[name] = nil
		}
		if i == len(text) {
			break
		}
		switch text[i] {
		case '[':
			stack, names, current = append(stack, current), append(names, name), selection{}
		case ']':
			if len(stack) == 0 {
				return nil, false
			}
			inner := current
			current = stack[len(stack)-1]
			current[names[len(names)-1]] = inner
			stack, names = stack[:len(stack)-1], names[:len(names)-1]
		}
	}
	return current, len(stack) == 0
}

// keep trims a value. Of a list every element is trimmed; an empty list becomes
// null, as Magento has it.
func (s selection) keep(value any) any {
	switch value := value.(type) {
	case object:
		kept := object{}
		for name, parts := range s {
			part, there := value[name]
			if there && parts != nil {
				part = parts.keep(part)
			}
			if there {
				kept[name] = part
			}
		}
		return kept
	case []any:
		if len(value) == 0 {
			return nil
		}
		kept := make([]any, len(value))
		for i, element := range value {
			kept[i] = s.keep(element)
		}
		return kept
	}
	return value
}

// trim applies the parameter fields to an answer.
func trim(query *node, answer any) any {
	asked := query.member("fields")
	if asked == nil {
		return answer
	}
	wanted, ok := parseFields(asked.text)
	if !ok {
		return []any{}
	}
	return wanted.keep(answer)
}
