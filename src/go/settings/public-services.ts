/**
 * Module proxies and checksum databases that anybody may ask: whoever runs them learns which modules and
 * versions are asked for. A host that is not here is taken for the organisation's own.
 */
const PUBLIC_HOSTS: readonly string[] = [
  'proxy.golang.org',
  'sum.golang.org',
  'sum.golang.google.cn',
  'goproxy.io',
  'goproxy.cn',
  'gosum.io',
  'athens.azurefd.net',
  'goproxy.baidu.com',
  'mirrors.aliyun.com',
  'mirrors.cloud.tencent.com',
  'mirrors.tencent.com',
  'mirrors.huaweicloud.com',
  'repo.huaweicloud.com',
  'goproxy.bj.bcebos.com',
  'goproxy.golang.com.cn',
];

/** Whether this URL, or bare host with a path, belongs to a service for everybody. */
export function isPublicService(url: string): boolean {
  return PUBLIC_HOSTS.includes(hostOf(url));
}

/** Host of a URL or of `host/path`, lower case, without port and user info. */
export function hostOf(url: string): string {
  const [, authority = ''] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)/i.exec(url) ?? [];
  return authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:\d*$/, '')
    .toLowerCase();
}
