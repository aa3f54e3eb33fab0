package docguard

import (
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// Rules returns the validation rules of the GraphQL specification, with a rule
// for overlapping fields whose work is bounded. Without suggestions, messages
// do not name the types, fields, arguments and values of the schema that come
// near to a wrong one. Each call returns a new set.
func Rules(suggestions bool) *rules.Rules {
	set := rules.NewDefaultRules()
	set.ReplaceRule(overlapRuleName, overlapRule)
	if suggestions {
		return set
	}
	for stock, silent := range map[string]core.Rule{
		rules.FieldsOnCorrectTypeRule.Name: rules.FieldsOnCorrectTypeRuleWithoutSuggestions,
		rules.KnownArgumentNamesRule.Name:  rules.KnownArgumentNamesRuleWithoutSuggestions,
		rules.KnownTypeNamesRule.Name:      rules.KnownTypeNamesRuleWithoutSuggestions,
		rules.ScalarLeafsRule.Name:         rules.ScalarLeafsRuleWithoutSuggestions,
		rules.ValuesOfCorrectTypeRule.Name: rules.ValuesOfCorrectTypeRuleWithoutSuggestions,
	} {
		set.RemoveRule(stock)
		set.AddRule(silent.Name, silent.RuleFunc)
	}
	return set
}
