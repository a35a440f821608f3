/** Packages of Debian's, downloaded and unpacked without being installed. */
package io.bendsync.localstack.apt;
