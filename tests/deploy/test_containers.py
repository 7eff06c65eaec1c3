"""The image, ``compose.yaml`` and the Kubernetes manifests, read as the program reads them.

No container was run for these tests: they hold the files against the program.
"""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiohttp.test_utils import TestServer

from adapters.http import make_app
from tests import programs
from tests.deploy.starts import (
    DEPLOY,
    SECRETS,
    HealthyProcess,
    health_paths,
    known_settings,
    settings_of,
    verb,
)
from tests.some import some

Json = dict[str, Any]
ROOT = Path(__file__).parents[2]
COMPOSE: Json = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
OURS = {name: each for name, each in COMPOSE["services"].items() if name != "database"}
MANIFESTS: list[Json] = [
    document
    for path in sorted((DEPLOY / "kubernetes").glob("*.yaml"))
    if path.name != "kustomization.yaml"
    for document in yaml.safe_load_all(path.read_text("utf-8"))
]
PODS = {
    each["metadata"]["name"]: each["spec"]["template"]
    for each in MANIFESTS
    if each["kind"] in {"Job", "StatefulSet"}
}
CONTAINERFILE = (DEPLOY / "Containerfile").read_text("utf-8")


def image_settings() -> dict[str, str]:
    """What the image itself sets of our settings."""
    [block] = re.findall(r"^ENV ((?:.+\\\n)*.+)$", CONTAINERFILE, re.MULTILINE)
    pairs = (pair.split("=", 1) for pair in block.replace("\\\n", " ").split())
    return {name: value for name, value in pairs if name in known_settings()}


def healthcheck() -> list[str]:
    [found] = re.findall(r"^HEALTHCHECK .*\\\n\s+CMD (\[.+\])$", CONTAINERFILE, re.MULTILINE)
    words: list[str] = json.loads(found)
    return words


# --- The image -------------------------------------------------------------------------------


def test_the_image_alone_starts_with_a_key_and_keeps_everything_in_its_volume(
    tmp_path: Path,
) -> None:
    settings = settings_of(image_settings() | {"SUPPORT_KEYS": SECRETS["SUPPORT_KEYS"]}, tmp_path)
    assert settings.on_sqlite
    assert settings.ledger == tmp_path / "data" / "erasures.log"
    # The file of SQLite is named relative to the working folder.
    assert settings.database_url == "sqlite+aiosqlite:///support-timeout.db"
    assert "\nWORKDIR /data\n" in CONTAINERFILE
    assert "\nVOLUME /data\n" in CONTAINERFILE
    assert settings.host == "0.0.0.0"  # noqa: S104 - a container has an address of its own
    exposed = set(map(int, CONTAINERFILE.split("\nEXPOSE ")[1].split("\n")[0].split()))
    assert exposed == {settings.port, settings.health_port}


def test_the_image_runs_the_program_as_nobody_in_particular() -> None:
    last = CONTAINERFILE.rindex("\nFROM ")
    [user] = re.findall(r"^USER (\d+):(\d+)$", CONTAINERFILE[last:], re.MULTILINE)
    assert "0" not in user
    [entry] = re.findall(r"^ENTRYPOINT (.+)$", CONTAINERFILE, re.MULTILINE)
    [words] = re.findall(r"^CMD (.+)$", CONTAINERFILE, re.MULTILINE)
    assert json.loads(entry) == ["support-timeout"]
    assert verb(json.loads(words)) == "serving.web"


def test_the_image_is_built_from_what_a_release_makes() -> None:
    [copied] = re.findall(r"^COPY ([^-].+) \./$", CONTAINERFILE, re.MULTILINE)
    assert copied.split() == ["requirements.txt", "*.whl"]


class Hanging(HealthyProcess):
    is_alive = False


@pytest.fixture
async def ports() -> AsyncIterator[tuple[int, int]]:
    """The health ports of a process that lives and of one that hangs."""
    lives, hangs = TestServer(make_app(HealthyProcess())), TestServer(make_app(Hanging()))
    await lives.start_server()
    await hangs.start_server()
    assert lives.port
    assert hangs.port
    yield lives.port, hangs.port
    await lives.close()
    await hangs.close()


async def test_the_image_s_health_check_tells_a_process_that_lives_from_one_that_hangs(
    ports: tuple[int, int],
) -> None:
    python, *words = healthcheck()
    assert python == "python"
    codes = []
    for port in ports:
        process = await programs.start(
            sys.executable,
            *words,
            env={"SUPPORT_HEALTH_PORT": str(port)},
            stderr=asyncio.subprocess.DEVNULL,
        )
        codes.append(await process.wait())
    assert codes == [0, 1]


# --- compose.yaml ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(OURS))
def test_each_service_of_compose_starts_on_postgresql(name: str, tmp_path: Path) -> None:
    service = OURS[name]
    assert set(service["environment"]) <= known_settings()
    assert verb(service["command"]) in {
        "administration.migrate",
        "serving.web",
        "serving.worker",
    }
    settings = settings_of(image_settings() | service["environment"], tmp_path)
    assert not settings.on_sqlite
    assert [each.platform.name for each in settings.platforms] == ["slack"]
    assert settings.playbook
    files = [value for key, value in service["environment"].items() if key.endswith("_FILE")]
    assert sorted(files) == sorted(f"/run/secrets/{secret}" for secret in service["secrets"])
    assert set(service["secrets"]) <= set(COMPOSE["secrets"])


def test_compose_has_two_web_and_three_workers_that_wait_for_the_schema() -> None:
    assert {name: each.get("deploy", {}).get("replicas", 1) for name, each in OURS.items()} == {
        "migrate": 1,
        "web": 2,
        "worker": 3,
    }
    finished = {"migrate": {"condition": "service_completed_successfully"}}
    assert OURS["web"]["depends_on"] == OURS["worker"]["depends_on"] == finished
    assert OURS["migrate"]["restart"] == "no"


def test_compose_publishes_the_served_port_on_this_machine_alone() -> None:
    published = {name: each["ports"] for name, each in OURS.items() if "ports" in each}
    # Health and metrics stay inside.
    assert published == {"web": [f"127.0.0.1:8000-8001:{image_settings()['PORT']}"]}
    assert "ports" not in COMPOSE["services"]["database"]
    assert COMPOSE["networks"]["inside"]["internal"]
    assert COMPOSE["services"]["database"]["networks"] == ["inside"]


def test_nothing_in_compose_can_write_but_to_the_ledger() -> None:
    for service in some(OURS.values()):
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        mounts = [mount.split(":") for mount in service["volumes"]]
        assert [mount[1] for mount in mounts if mount[-1] != "ro"] == ["/data"]


# --- Kubernetes ------------------------------------------------------------------------------


def of_kind(kind: str) -> Iterator[Json]:
    return (each for each in MANIFESTS if each["kind"] == kind)


def containers() -> Iterator[Json]:
    return (container for pod in PODS.values() for container in pod["spec"]["containers"])


def test_every_manifest_is_named_in_the_kustomization() -> None:
    folder = DEPLOY / "kubernetes"
    named = yaml.safe_load((folder / "kustomization.yaml").read_text("utf-8"))
    files = {path.name for path in folder.iterdir()} - {"kustomization.yaml"}
    assert set(named["resources"]) == files
    [image] = named["images"]
    assert {each["image"] for each in containers()} == {image["name"]}


def test_what_it_puts_beside_the_file_is_never_committed_nor_built_into_a_release() -> None:
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    secrets = {Path(each["file"]).parent.as_posix() for each in COMPOSE["secrets"].values()}
    assert secrets == {"secrets"}
    assert {"deploy/secrets/", "deploy/hospital.toml", "secrets.env"} <= set(ignored)


def test_each_pod_starts_with_the_settings_and_the_secrets_it_refers_to(tmp_path: Path) -> None:
    [settings] = of_kind("ConfigMap")
    assert set(settings["data"]) <= known_settings()
    for container in some(containers()):
        kinds = [next(iter(each.items())) for each in container["envFrom"]]
        assert kinds == [
            ("configMapRef", {"name": settings["metadata"]["name"]}),
            ("secretRef", {"name": "support-timeout-secrets"}),
        ]
        assert "env" not in container
        read = settings_of(image_settings() | settings["data"] | SECRETS, tmp_path)
        assert not read.on_sqlite
        mounted = [tmp_path / each["mountPath"][1:] for each in container["volumeMounts"]]
        assert read.playbook
        assert {read.ledger.parent, read.playbook.parent} <= set(mounted)
        assert verb(container["args"]).rpartition(".")[2] == container["name"]
    # No secret's value is in a file of ours.
    assert not list(of_kind("Secret"))


def test_each_probe_asks_a_path_that_is_served_for_what_it_means() -> None:
    [settings] = of_kind("ConfigMap")
    for container in some(each for each in containers() if "ports" in each):
        ports = {port["name"]: port["containerPort"] for port in container["ports"]}
        assert ports["health"] == int(settings["data"]["SUPPORT_HEALTH_PORT"])
        assert ports.get("http", 8000) == int(settings["data"]["PORT"])
        asked = {name: container[name]["httpGet"] for name in container if name.endswith("Probe")}
        assert {name: each["path"] for name, each in asked.items()} == {
            "startupProbe": "/healthz",
            "livenessProbe": "/healthz",
            "readinessProbe": "/readyz",
        }
        assert {each["path"] for each in asked.values()} <= health_paths()
        assert {each["port"] for each in asked.values()} == {"health"}


def test_no_pod_may_do_more_than_it_needs() -> None:
    for pod in some(PODS.values()):
        spec = pod["spec"]
        assert spec["securityContext"]["runAsNonRoot"]
        assert spec["automountServiceAccountToken"] is False
        for container in some(spec["containers"]):
            assert container["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }


def test_two_web_and_three_workers_go_one_at_a_time_and_keep_their_ledgers() -> None:
    sets = {each["metadata"]["name"]: each["spec"] for each in of_kind("StatefulSet")}
    assert {name: each["replicas"] for name, each in sets.items()} == {
        "support-timeout-web": 2,
        "support-timeout-worker": 3,
    }
    budgets = {
        str(each["spec"]["selector"]): each["spec"] for each in of_kind("PodDisruptionBudget")
    }
    for spec in some(sets.values()):
        assert budgets[str(spec["selector"])]["maxUnavailable"] == 1
        [ledger] = spec["volumeClaimTemplates"]
        [container] = spec["template"]["spec"]["containers"]
        name = ledger["metadata"]["name"]
        assert {"name": name, "mountPath": "/data"} in container["volumeMounts"]
        assert spec["selector"]["matchLabels"] == spec["template"]["metadata"]["labels"]


def test_only_named_ports_are_reached_and_metrics_only_by_monitoring() -> None:
    labels = [pod["metadata"]["labels"] for pod in PODS.values()]
    policies = {each["metadata"]["name"]: each["spec"] for each in of_kind("NetworkPolicy")}
    everything = policies["support-timeout"]
    assert everything["policyTypes"] == ["Ingress", "Egress"]
    selected = everything["podSelector"]["matchLabels"].items()
    assert all(selected <= each.items() for each in some(labels))
    ports = {
        name: [port["port"] for rule in spec["ingress"] for port in rule["ports"]]
        for name, spec in policies.items()
    }
    assert ports == {"support-timeout": [9000], "support-timeout-web": [8000]}


def test_what_prometheus_is_told_to_scrape_is_the_health_port() -> None:
    [settings] = of_kind("ConfigMap")
    noted = [pod["metadata"].get("annotations", {}) for pod in PODS.values()]
    for each in some(note for note in noted if note):
        assert each["prometheus.io/port"] == settings["data"]["SUPPORT_HEALTH_PORT"]
        assert each["prometheus.io/path"] in health_paths()
