/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/error.h"

static const struct hf_err_text texts[] = {
    {HF_OK, "ok", "done"},
    {HF_ERR_UNSET, "unset", "no result was written; never a success"},
    {HF_ERR_IMAGE_MAGIC, "image.magic", "no image header here: the magic is not 0x96f3b83d"},
    {HF_ERR_IMAGE_HEADER, "image.header",
     "a header field that must be zero is not, or the header size is out of range"},
    {HF_ERR_IMAGE_FLAGS, "image.flags", "a header flag is set that this image may not carry"},
    {HF_ERR_IMAGE_SIZE, "image.size", "the sizes in the header do not fit the slot"},
    {HF_ERR_IMAGE_AREA, "image.area", "a TLV area header is missing, or its total is wrong"},
    {HF_ERR_IMAGE_SPILL, "image.spill", "a TLV runs over the end of its area"},
    {HF_ERR_IMAGE_TLV_UNKNOWN, "image.tlv_unknown",
     "a TLV type that policy does not allow in this area"},
    {HF_ERR_IMAGE_TLV_LENGTH, "image.tlv_length", "a TLV has a length that its type cannot have"},
    {HF_ERR_IMAGE_TLV_TWICE, "image.tlv_twice", "a TLV that must be unique appears twice"},
    {HF_ERR_IMAGE_TLV_MISSING, "image.tlv_missing", "a TLV that policy demands is absent"},
    {HF_ERR_IMAGE_TLV_ORDER, "image.tlv_order",
     "the signature does not directly follow its key or key hash"},
    {HF_ERR_IMAGE_TARGET_VENDOR, "image.target_vendor", "UUID_VID names another vendor"},
    {HF_ERR_IMAGE_TARGET_CLASS, "image.target_class",
     "UUID_CID names another board or another image role"},
    {HF_ERR_IMAGE_ROLLBACK, "image.rollback", "the security counter is below the floor"},
    {HF_ERR_IMAGE_ADDRESS, "image.address",
     "the load address or the entry address is outside the stage's memory"},
    {HF_ERR_IMAGE_KEY_UNKNOWN, "image.key_unknown",
     "the signer's key is not one that this stage trusts"},
    {HF_ERR_IMAGE_KEY_REVOKED, "image.key_revoked",
     "the signer's root hash has been revoked by a fuse"},
    {HF_ERR_IMAGE_KEY_FORM, "image.key_form",
     "the public key is not an uncompressed P-256 SubjectPublicKeyInfo"},
    {HF_ERR_IMAGE_SIGNATURE_FORM, "image.signature_form",
     "the signature is not a strict DER pair of two P-256 scalars"},
    {HF_ERR_IMAGE_HASH, "image.hash",
     "the SHA-256 of header, payload and protected area is not the one in the image"},
    {HF_ERR_IMAGE_SIGNATURE, "image.signature",
     "the signature does not verify under the signer's key"},
    {HF_ERR_IMAGE_ENCRYPTED, "image.encrypted", "an encrypted image cannot be used here"},
    {HF_ERR_NVM_RANGE, "nvm.range", "outside the flash, or across a region's end"},
    {HF_ERR_NVM_ALIGN, "nvm.align", "not a multiple of the program unit or the sector"},
    {HF_ERR_NVM_LOCKED, "nvm.locked", "write-protected for this stage"},
    {HF_ERR_NVM_ECC, "nvm.ecc", "a word cannot be read: double-bit error"},
    {HF_ERR_NVM_VERIFY, "nvm.verify", "read-back differs from what was written"},
    {HF_ERR_NVM_BUSY, "nvm.busy", "the flash controller did not become ready"},
    {HF_ERR_COUNTER_WORN, "counter.worn", "the counter has used up its increments"},
    {HF_ERR_COUNTER_LOCKED, "counter.locked", "the counter can no longer be stepped until reset"},
    {HF_ERR_COUNTER_VOLATILE, "counter.volatile",
     "this board cannot keep the counter over a reset"},
    {HF_ERR_FUSE_LOCKED, "fuse.locked", "the fuse can no longer be blown in this life-cycle state"},
    {HF_ERR_DIE_MISSING, "die.missing", "no die identity: blank, wiped or of an unknown version"},
    {HF_ERR_HUK_LOCKED, "huk.locked", "the hardware key is locked until the next reset"},
    {HF_ERR_LOCK_FAILED, "lock.failed", "the stage could not hide itself"},
    {HF_ERR_ENTROPY_SILENT, "entropy.silent", "the entropy source gave no bytes in time"},
    {HF_ERR_ENTROPY_STUCK, "entropy.stuck",
     "the entropy source repeats itself: repetition test failed"},
    {HF_ERR_ENTROPY_BIASED, "entropy.biased",
     "the entropy source is biased: proportion test failed"},
    {HF_ERR_CRYPTO_INPUT, "crypto.input", "an argument outside what the algorithm takes"},
    {HF_ERR_CRYPTO_ENGINE, "crypto.engine", "the hash or public-key engine reported a fault"},
    {HF_ERR_HANDOFF_MAGIC, "handoff.magic", "no hand-over from the stage before"},
    {HF_ERR_HANDOFF_VERSION, "handoff.version",
     "the hand-over has a layout that this stage does not know"},
    {HF_ERR_CHAIN_STEP, "chain.step", "a boot step was skipped or ran out of order"},
    {HF_ERR_CHAIN_FAULT, "chain.fault", "the processor took a fault in a boot stage"},
    {HF_ERR_CHAIN_WATCHDOG, "chain.watchdog", "the watchdog ran out in a boot stage"},
    {HF_ERR_CHAIN_EMPTY, "chain.empty", "nothing bootable is left"},
    {HF_ERR_CHAIN_ENTRY, "chain.entry",
     "the entry address built from the proofs is not inside the image"},
    {HF_ERR_WORLD_SETUP, "world.setup", "an isolation register does not read back as written"},
    {HF_ERR_GATE_SERVICE, "gate.service", "no such service"},
    {HF_ERR_GATE_POINTER, "gate.pointer", "a pointer that the caller itself may not use"},
    {HF_ERR_GATE_LENGTH, "gate.length", "a length outside what the service takes"},
    {HF_ERR_GATE_CALLER, "gate.caller", "called from handler mode or while another call runs"},
    {HF_ERR_WORLD_FAULT, "world.fault", "the app touched what it may not: stopped"},
    {HF_ERR_JOURNAL_FORM, "journal.form", "no record starts here: its head is not of this journal"},
    {HF_ERR_JOURNAL_SEAL, "journal.seal", "a record does not authenticate under this device's key"},
    {HF_ERR_JOURNAL_END, "journal.end", "no further record in this journal"},
    {HF_ERR_JOURNAL_EMPTY, "journal.empty", "the journal was never started: its flash is blank"},
    {HF_ERR_JOURNAL_FOREIGN, "journal.foreign",
     "the journal's flash holds nothing that this device can authenticate"},
    {HF_ERR_JOURNAL_FULL, "journal.full", "no room for the record until the journal is compacted"},
    {HF_ERR_JOURNAL_WORN, "journal.worn",
     "this half of the journal failed to program: compact before the next record"},
    {HF_ERR_JOURNAL_AREA, "journal.area",
     "the journal's flash is not two halves of whole sectors, or its work buffer is too small"},
    {HF_ERR_BOOTLOG_FORM, "bootlog.form",
     "the body of a boot-log record has values that its kind cannot have"},
    {HF_ERR_VAULT_FORM, "vault.form",
     "the body of a vault record has values that its kind cannot have"},
    {HF_ERR_VAULT_STALE, "vault.stale",
     "the vault is from an earlier epoch: an older flash was put back"},
    {HF_ERR_VAULT_AHEAD, "vault.ahead",
     "the vault is from a later epoch than the counter: the counter was lost"},
    {HF_ERR_VAULT_FULL, "vault.full", "no room for the entry in the vault"},
    {HF_ERR_VAULT_ENTRY, "vault.entry", "no such entry in the vault"},
    {HF_ERR_VAULT_SUSPECT, "vault.suspect",
     "a record behind this entry is missing, so its value may be an old one"},
    {HF_ERR_CRYPTO_TAG, "crypto.tag", "the authentication tag is wrong"},
};

const struct hf_err_text *hf_err_at(size_t index)
{
    if (index >= sizeof(texts) / sizeof(texts[0])) {
        return NULL;
    }
    return &texts[index];
}

const struct hf_err_text *hf_err_find(uint32_t word)
{
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if ((uint32_t)texts[i].word == word) {
            return &texts[i];
        }
    }
    return NULL;
}
