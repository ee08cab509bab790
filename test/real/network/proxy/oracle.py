"""Prints what urllib and requests do with each address in each environment, as oracle.go does; nothing is sent."""

import json
import os
import sys
import urllib.request

try:
    import requests
except ImportError:
    requests = None


class Stop(Exception):
    pass


class Recorder(urllib.request.HTTPHandler, urllib.request.HTTPSHandler):
    def http_open(self, request):
        # A request through a proxy has the address of the proxy as its host.
        raise Stop(request.host if request.host != request.origin_req_host_port else None)

    def https_open(self, request):
        raise Stop(request.host if request._tunnel_host else None)


def of_urllib(address):
    opener = urllib.request.build_opener(Recorder())
    request = urllib.request.Request(address)
    request.origin_req_host_port = request.host
    try:
        opener.open(request)
    except Stop as stop:
        return {"proxy": stop.args[0] or ""}
    except Exception as error:
        return {"error": repr(error)}


def of_requests(address):
    try:
        session = requests.Session()
        settings = session.merge_environment_settings(address, {}, None, None, None)
        proxy = requests.utils.select_proxy(address, settings["proxies"])
        if proxy:
            session.get_adapter(address).proxy_manager_for(requests.utils.prepend_scheme_if_needed(proxy, "http"))
        return {"proxy": proxy or ""}
    except Exception as error:
        return {"error": repr(error)}


def answers(world, reader):
    os.environ.clear()
    os.environ.update(world["env"])
    return [reader(address) for address in world["urls"]]


worlds = json.load(sys.stdin)
json.dump(
    {
        "urllib": [answers(world, of_urllib) for world in worlds],
        "requests": [answers(world, of_requests) for world in worlds] if requests else None,
    },
    sys.stdout,
)
