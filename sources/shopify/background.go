package shopify

import (
	"context"
	"sync"
	"time"
)

// background is work that no caller waits for. It ends with the source.
type background struct {
	mu     sync.Mutex
	closed chan struct{}
	work   sync.WaitGroup
}

func newBackground() *background { return &background{closed: make(chan struct{})} }

// close ends the work, and waits for its end.
func (b *background) close() {
	b.mu.Lock()
	if !b.isClosed() {
		close(b.closed)
	}
	b.mu.Unlock()
	b.work.Wait()
}

func (b *background) isClosed() bool {
	select {
	case <-b.closed:
		return true
	default:
		return false
	}
}

// start runs the work within the time, and as long as the source is open.
func (b *background) start(limit time.Duration, work func(ctx context.Context)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.isClosed() {
		return
	}
	b.work.Go(func() {
		ctx, end := b.bound(context.Background(), limit)
		defer end()
		work(ctx)
	})
}

// bound returns the context, which also ends after the time and with the source.
func (b *background) bound(ctx context.Context, limit time.Duration) (bounded context.Context, end func()) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	done := make(chan struct{})
	go func() {
		select {
		case <-b.closed:
			cancel()
		case <-done:
		}
	}()
	return ctx, func() {
		close(done)
		cancel()
	}
}
