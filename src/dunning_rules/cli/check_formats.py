"""What a check found, for programs: SARIF 2.1.0 for code scanning, JUnit XML for whatever shows tests."""

from __future__ import annotations

import json
from xml.etree.ElementTree import Element, SubElement, tostring

from dunning_rules.rules.accepted import FINDING_KINDS
from dunning_rules.verify.report import DOCS, CheckFinding, CheckReport

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_of(report: CheckReport) -> str:
    """The findings as a log of SARIF; what is accepted is suppressed, with its reason."""
    rules = [{"id": kind, "helpUri": DOCS[kind], "shortDescription": {"text": kind}} for kind in FINDING_KINDS]
    results = [_result(each) for each in (*report.findings, *report.accepted)]
    driver = {"name": "dunning-rules check", "rules": rules}
    run = {"tool": {"driver": driver}, "results": results, "properties": {"digest": report.digest}}
    return f"{json.dumps({'$schema': _SCHEMA, 'version': '2.1.0', 'runs': [run]}, indent=2, ensure_ascii=False)}\n"


def _result(each: CheckFinding) -> dict[str, object]:
    found: dict[str, object] = {
        "ruleId": each.kind,
        "ruleIndex": FINDING_KINDS.index(each.kind),
        "level": "error",
        "message": {"text": f"{each.message}. {each.mend}"},
        "locations": [{"logicalLocations": [{"name": name, "kind": "rule"} for name in each.names]}],
        "partialFingerprints": {"about/v1": " ".join((each.kind, *each.names))},
    }
    if each.accepted is not None:
        found["suppressions"] = [{"kind": "inSource", "justification": each.accepted}]
    if each.example is not None:
        found["properties"] = {"case": each.example.case.model_dump(mode="json", exclude_defaults=True), "certainty": each.certainty}
    return found


def junit_of(report: CheckReport) -> str:
    """The findings as test cases, one for each kind: it fails where something is wrong, and tells what is accepted."""
    suite = Element("testsuite", name="dunning-rules check", tests=str(len(FINDING_KINDS)))
    failed = 0
    for kind in FINDING_KINDS:
        case = SubElement(suite, "testcase", classname="dunning_rules.check", name=kind)
        wrong = report.of(kind)
        if wrong:
            failed += 1
            text = "\n".join(f"{', '.join(each.names)}: {each.message}\n  help: {each.mend}" for each in wrong)
            SubElement(case, "failure", message=f"{len(wrong)} findings, see {DOCS[kind]}", type=kind).text = text
        meant = [each for each in report.accepted if each.kind == kind]
        if meant:
            SubElement(case, "system-out").text = "\n".join(f"accepted: {', '.join(each.names)}: {each.accepted}" for each in meant)
    suite.set("failures", str(failed))
    return f"<?xml version='1.0' encoding='utf-8'?>\n{tostring(suite, encoding='unicode')}\n"
