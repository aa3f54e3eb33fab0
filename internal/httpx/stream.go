package httpx

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/galleria-graph/galleria/sources"
)

// StallTime is how long a streamed answer may send nothing.
const StallTime = 30 * time.Second

// errStalled ends an answer that sends nothing any more.
var errStalled = errors.New("nothing arrives any more")

// Stream sends the request once, over net/http, and hands the answer to use while
// it arrives: for files, which are larger than may be kept and take longer than a
// call. Only ctx and [StallTime] bound it. Body is nil unless the status is 2xx.
// It returns the error of use, but that of the transport, which is one of
// [Exchange.Do], where the body could not be read to its end.
func (x *Exchange) Stream(ctx context.Context, req *Request, op string, use func(res *Response, body io.Reader) error) error {
	if ended := sources.FromContext(ctx, x.source, op); ended != nil {
		return ended
	}
	bounded, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	request, err := req.standard(bounded)
	if err != nil {
		return x.failure(ctx, op, err)
	}
	client := *x.client
	client.Timeout = 0
	watch := time.AfterFunc(StallTime, func() { cancel(errStalled) })
	defer watch.Stop()
	res, err := client.Do(request)
	if err != nil {
		return x.streamFailure(ctx, bounded, op, err)
	}
	defer res.Body.Close()
	header := res.Header
	if header == nil {
		header = http.Header{}
	}
	answer := &Response{Status: res.StatusCode, header: header}
	if res.StatusCode < 200 || res.StatusCode > 299 {
		return use(answer, nil)
	}
	body := &watched{from: res.Body, watch: watch}
	err = use(answer, body)
	if body.err != nil {
		return x.streamFailure(ctx, bounded, op, body.err)
	}
	return err
}

func (x *Exchange) streamFailure(ctx, bounded context.Context, op string, err error) error {
	if ctx.Err() == nil && errors.Is(context.Cause(bounded), errStalled) {
		return &sources.Error{Kind: sources.KindTimeout, Source: x.source, Op: op, Reason: "the answer stalled"}
	}
	return x.failure(ctx, op, err)
}

// watched is a body that may not stall, and keeps why it could not be read.
type watched struct {
	from  io.Reader
	watch *time.Timer
	err   error
}

func (w *watched) Read(b []byte) (int, error) {
	w.watch.Reset(StallTime)
	n, err := w.from.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
	return n, err
}
