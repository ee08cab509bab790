import { endOfValue, hidden } from './value.ts';

/**
 * Takes out the value that stands behind each match. The last group of the expression, which ends with the match or before
 * what stands open, are quotes around the whole.
 */
export function redactBehind(expression: RegExp): (text: string) => string {
  return (text) => {
    let result = '';
    let done = 0;
    expression.lastIndex = 0;
    for (let found = expression.exec(text); found !== null; found = expression.exec(text)) {
      const from = expression.lastIndex;
      const to = endOfValue(text, from, found[1] ?? '');
      if (to === from) continue;
      result += text.slice(done, from) + hidden(text.slice(from, to));
      done = to;
      expression.lastIndex = to;
    }
    return done === 0 ? text : result + text.slice(done);
  };
}

/** `curl -u user:password`; two numbers are a user and a group (`docker run --user 1000:1000`). */
export const USER_AND_PASSWORD =
  /(?:^|[\s"'])(?:-[a-z]{0,8}u["']?[\s=,]{1,4}|-u|--(?:proxy-)?user["']?[\s=,]{1,4})(["']?)(?!\d{1,10}:\d{1,10}(?:[\s'"]|$))[^\s:'"]{1,64}:/gi;

/** `smbclient -U user%password`, as the programs of Samba take it; a format has its percent sign at the beginning. */
export const USER_PERCENT_PASSWORD =
  /(?:^|[\s"'])(?:-U["']?[\s=,]{0,4}|--user(?:name)?["']?[\s=,]{1,4})(["']?)[^\s%'"]{1,64}%/g;

/** The second password of the programs of SNMP. */
export const SNMP_PRIVACY = /\bsnmp[a-z]{2,10}["'\s,](?:[^\n|;&]{0,128}?[\s"'])??-X["']?[\s=,]{0,4}/g;

/** Programs that are given a password by a letter. */
export const PASSWORD_BY_LETTER =
  /\b(?:(?:login|mariadb\w{0,16}|mongo\w{0,16}|mysql\w{0,16}|sshpass|user(?:add|mod))(?:["'\s,][^\n|;&]{0,128}?)??[\s"']-p|ldap[a-z]{3,7}(?:["'\s,][^\n|;&]{0,128}?)??[\s"']-w|redis-cli(?:["'\s,][^\n|;&]{0,128}?)??[\s"']-a|(?:bcp|ipmitool|[it]sql|mosquitto_[a-z]{2,3}|sqlcmd|(?:un)?zip)(?:["'\s,][^\n|;&]{0,128}?)??[\s"']-P|openssl(?:["'\s,][^\n|;&]{0,128}?)??[\s"']-[kK](?=["'\s=])|7z[ar]?(?:["'\s,][^\n|;&]{0,128}?)??[\s"']-p(?=[^\s"'])|snmp[a-z]{2,10}(?:["'\s,][^\n|;&]{0,128}?)??[\s"']-A)["']?[\s=,]{0,4}/g;
