package magentosim

import (
	"crypto/subtle"
	"net/http"
	"strings"
)

// authorize judges the credentials and the rights of a request. Who shows no
// credentials, wrong ones or a token alone where that is switched off counts as
// a guest, who may see nothing of this API: Magento's answer is the same then.
func (s *Sim) authorize(r *http.Request, right string) *apiError {
	scheme, rest, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	known := false
	switch {
	case strings.EqualFold(scheme, "OAuth"):
		if problem := s.verifySignature(r, rest); problem != nil {
			return problem
		}
		known = true
	case strings.EqualFold(scheme, "Bearer"):
		known = !s.options.BearerOff && equal(strings.TrimSpace(rest), s.options.Integration.AccessToken)
	}
	if known && s.options.Integration.permits(right) {
		return nil
	}
	status := http.StatusUnauthorized
	if known {
		status = s.options.DeniedStatus
	}
	return &apiError{status: status, message: "The consumer isn't authorized to access %resources.", parameters: object{"resources": right}}
}

func equal(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
