package sqldb

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"os"

	"github.com/galleria-graph/galleria/sources"
	"github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5/pgconn"
	sqlitedriver "modernc.org/sqlite"
)

// classify makes an error of the contract of a driver's. The driver's own is
// not wrapped: its text may hold values, and even the address of the server.
func (c *client) classify(ctx context.Context, op string, err error) error {
	var known *sources.Error
	if errors.As(err, &known) {
		return err
	}
	if ended := sources.FromContext(ctx, c.name, op); ended != nil {
		return ended
	}
	kind, reason := diagnose(err)
	return &sources.Error{Kind: kind, Source: c.name, Op: op, Reason: reason}
}

func diagnose(err error) (sources.ErrorKind, string) {
	var (
		pg *pgconn.PgError
		my *mysql.MySQLError
		li *sqlitedriver.Error
	)
	switch {
	case errors.As(err, &pg):
		return diagnosePostgres(pg.Code)
	case errors.As(err, &my):
		return diagnoseMySQL(my.Number)
	case errors.As(err, &li):
		return diagnoseSQLite(li.Code())
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		return sources.KindTimeout, "the database did not answer in time"
	case errors.Is(err, context.Canceled):
		return sources.KindCanceled, ""
	case unreachable(err):
		return sources.KindUnavailable, "the database cannot be reached: check that it runs, and address and port"
	}
	return sources.KindInternal, ""
}

func unreachable(err error) bool {
	var connect *pgconn.ConnectError
	var network net.Error
	return errors.As(err, &connect) || errors.As(err, &network) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, mysql.ErrInvalidConn) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) || pgconn.SafeToRetry(err)
}

const (
	reasonDenied  = "the database refuses access (%s): check user, password and what the user may read"
	reasonGone    = "the database is not ready (%s): try again"
	reasonAbsent  = "there is no database of this name (%s): check the name in the address"
	reasonSchema  = "the database does not know what the statement names (%s): compare the configuration with its tables"
	reasonTimeout = "the database stopped the statement after its own time limit (%s)"
	reasonValue   = "the database cannot read a value of the request or the configuration (%s)"
	reasonOther   = "the database reports %s"
)

// diagnosePostgres goes by SQLSTATE.
func diagnosePostgres(code string) (sources.ErrorKind, string) {
	say := func(reason string) string { return fmt.Sprintf(reason, "SQLSTATE "+code) }
	class := code[:min(2, len(code))]
	switch {
	case class == "28", code == "42501", code == "25006":
		return sources.KindDenied, say(reasonDenied)
	case code == "3D000":
		return sources.KindMalformed, say(reasonAbsent)
	case class == "42":
		return sources.KindMalformed, say(reasonSchema)
	case code == "57014":
		return sources.KindTimeout, say(reasonTimeout)
	case class == "08", class == "53", class == "57", class == "40", class == "55", class == "58":
		return sources.KindUnavailable, say(reasonGone)
	case class == "22":
		return sources.KindInvalid, say(reasonValue)
	}
	return sources.KindInternal, say(reasonOther)
}

// diagnoseMySQL goes by the server's number.
func diagnoseMySQL(number uint16) (sources.ErrorKind, string) {
	say := func(reason string) string { return fmt.Sprintf(reason, fmt.Sprintf("error %d", number)) }
	switch number {
	case 1044, 1045, 1142, 1143, 1227, 1370, 1698, 1290, 1792, 1820, 3118:
		return sources.KindDenied, say(reasonDenied)
	case 1046, 1049:
		return sources.KindMalformed, say(reasonAbsent)
	case 1054, 1064, 1146, 1052, 1060, 1267, 1271, 1305, 1356:
		return sources.KindMalformed, say(reasonSchema)
	case 1969, 3024:
		return sources.KindTimeout, say(reasonTimeout)
	case 1040, 1053, 1077, 1129, 1152, 1158, 1159, 1160, 1161, 1203, 1205, 1213, 1226, 1317, 1927, 4031:
		return sources.KindUnavailable, say(reasonGone)
	case 1292, 1366, 1411, 1690, 1300, 3854:
		return sources.KindInvalid, say(reasonValue)
	}
	return sources.KindInternal, say(reasonOther)
}

// diagnoseSQLite goes by the primary result code.
func diagnoseSQLite(code int) (sources.ErrorKind, string) {
	say := func(reason string) string { return fmt.Sprintf(reason, fmt.Sprintf("result %d", code)) }
	switch code & 0xff {
	case 1:
		return sources.KindMalformed, say(reasonSchema)
	case 3, 8, 23:
		return sources.KindDenied, say(reasonDenied)
	case 5, 6, 10, 17:
		return sources.KindUnavailable, say(reasonGone)
	case 14:
		return sources.KindUnavailable, say("the file cannot be opened (%s): check that it is there and may be read")
	case 11, 26:
		return sources.KindMalformed, say("the file is no sound SQLite database (%s)")
	case 18, 20, 25:
		return sources.KindInvalid, say(reasonValue)
	}
	return sources.KindInternal, say(reasonOther)
}
