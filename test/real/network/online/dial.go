// Shakes hands with each server of its arguments (host name, then port of 127.0.0.1) and says what it makes of the certificate.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"strings"
)

func class(err error) string {
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	var name x509.HostnameError
	var critical x509.UnhandledCriticalExtension
	switch {
	case err == nil:
		return "accepted"
	case errors.As(err, &unknown):
		return "unknown-authority"
	case errors.As(err, &name):
		return "name"
	case errors.As(err, &critical):
		return "critical-extension"
	case errors.As(err, &invalid):
		switch invalid.Reason {
		case x509.Expired:
			if strings.Contains(invalid.Detail, "is before") {
				return "not-yet-valid"
			}
			return "expired"
		case x509.NotAuthorizedToSign:
			return "not-a-ca"
		case x509.TooManyIntermediates:
			return "path-too-long"
		case x509.IncompatibleUsage:
			return "purpose"
		}
	}
	return "other: " + err.Error()
}

func main() {
	for i := 1; i+1 < len(os.Args); i += 2 {
		conn, err := tls.Dial("tcp", "127.0.0.1:"+os.Args[i+1], &tls.Config{ServerName: os.Args[i]})
		if err == nil {
			conn.Close()
		}
		fmt.Println(class(err))
	}
}
