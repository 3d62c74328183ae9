// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
// usage: node validate.js KIND FILE...   says for each file whether it is valid; exit 1 when one is not.
"use strict";
const fs = require("fs");
const path = require("path");

const packages = process.env.NODE_PATH;
const read = (file) => JSON.parse(fs.readFileSync(file, "utf8"));
const cyclonedx = (name) => read(path.join(packages, "@cyclonedx/cyclonedx-library/res/schema", name));

function withFormats(ajv) {
    require("ajv-formats")(ajv);
    return ajv;
}

// Strict mode is for those who write schemas; here they are given.
function ours(name) {
    const Ajv = require("ajv/dist/2020");
    return withFormats(new Ajv({ strict: false, allErrors: true })).compile(read(path.join("docs/schema", name)));
}

const kinds = {
    assessment: () => ours("assessment-1.json"),
    scorecard: () => ours("scorecard-1.json"),
    sarif: () => {
        const Ajv = require("ajv-draft-04");
        // one of its patterns is no Unicode pattern
        return withFormats(new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })).compile(
            read(path.join(packages, "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json")));
    },
    cyclonedx: () => {
        const Ajv = require("ajv");
        const ajv = withFormats(new Ajv({ strict: false, allErrors: true }));
        for (const format of ["iri-reference", "idn-email"]) {
            ajv.addFormat(format, true); // not known to the validator
        }
        for (const name of ["spdx", "jsf-0.82", "cryptography-defs"]) {
            const file = name + ".SNAPSHOT.schema.json";
            const schema = cyclonedx(file);
            delete schema.$id; // they refer to each other by file name, under this address
            ajv.addSchema(schema, "http://cyclonedx.org/schema/" + file);
        }
        return ajv.compile(cyclonedx("bom-1.6.SNAPSHOT.schema.json"));
    },
};

const [kind, ...files] = process.argv.slice(2);
if (!kinds[kind] || files.length === 0) {
    console.error("usage: validate.js " + Object.keys(kinds).join("|") + " FILE...");
    process.exit(2);
}
const check = kinds[kind]();
let failures = 0;
for (const file of files) {
    if (check(read(file))) {
        console.log(`${file}: valid ${kind}`);
        continue;
    }
    failures++;
    for (const error of check.errors.slice(0, 5)) {
        console.log(`${file}: not valid: ${error.instancePath || "/"} ${error.message} ${JSON.stringify(error.params)}`);
    }
}
process.exit(failures === 0 ? 0 : 1);
