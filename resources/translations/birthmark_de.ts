<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>Birthmark</name>
  <message>
   <source>The backup cannot be written to {1}: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The backup {1} is signed by another station's key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The backup {1} is not what its signed description says.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The description of the backup {1} was altered: {2}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The backup {1} or its signed description cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The backup cannot be encrypted for {1}…: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name an age public key: `age1…`.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The backup {1} is encrypted.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name the file with the age secret key: --identity FILE.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The backup {1} cannot be decrypted with that key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The backup {1} cannot be unpacked: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The backup {1} cannot be brought back: {2}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This ledger was opened without the station's key, so nothing in it can be signed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The export cannot be written to {1}: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A report has at most {1} units, and there are more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose an order, or fewer days.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A sheet holds {1} runs, and there are {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose fewer runs, or CSV or JSON Lines.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The workbook {1} cannot be written: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The scan has {1} characters: that is no label.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The scan is empty.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is no command of this station.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Were two codes scanned as one? Scan again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} cannot be a {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is not a label of what is made here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} cannot be a serial number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The GS1 label {1} breaks GS1's rules.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The label is of product {1}, which is not made here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The label carries no serial number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scan the label that has one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no tray {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The GTIN {1} has a wrong check digit.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The label says {1} twice, and not the same.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform's address must begin with https:// and name a host.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must correct the platform's address; the station never speaks to it without TLS.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform's key is sent as {1}, not as {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform's API key is missing, or holds blanks or other characters that no key has.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform's CA bundle {1} cannot be read as certificates in PEM.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must correct the path of the platform's CA bundle.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform answers with a status that its API does not have{1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform asks for fewer requests{1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform {1}{2}{3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform has trouble of its own{1}{2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform refuses this{1}{2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} does not prove that it is the platform: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No secure connection to {1} can be made.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} does not answer in time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The name {1} cannot be found on this network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing answers at {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The proxy does not connect the station to {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The connection to {1} broke off.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} answers what is not HTTP.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform does not have the CA certificate {1} (serial {2}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A supervisor must register the CA with the platform first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Just-in-time provisioning can be set from here only where the organization's name is known.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must put the organization's name into the settings, or set it in the platform's console.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform accepted the CA certificate {1} and does not show it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The station's clock is {1} {2} the platform's.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform knows the device's certificate or its CA, and does not let it in{1} ({2}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform turned the device away in the TLS handshake: it believes neither the device's certificate nor its CA.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform answers a device what cannot be read as its API.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the device was answered is not HTTP.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} answers more than the platform ever does.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} answers what cannot be read as the platform's API.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform does not have the device {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform accepted the certificate of {1} and does not show it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform was told to remove a certificate of {1} and still shows it ({2}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform has the certificate {1} with another device than {2}: {3}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform's list of {1} does not end.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This station has no network to tell the platform of {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The recipe {1} has every unit registered before it passes, and this station has no network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must set registration.mode to owed in the recipe: then a file tells of the units.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The folder {1} has a {2} already.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a new folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The first row of {1} does not name the columns identifier and sha256.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file {1} cannot be read: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file {1} is not text in UTF-8, or no table.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing can be written to {1}: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The API key may not read {1} there. {2}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform does not know the product {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must correct the product's PRN in the settings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform would not take this device: {1} is wrong.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform has the key {1}, which is not pinned.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Somebody may be answering in the platform's place. Where its key was changed, an engineer must change the pin.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform's pin is not of the form sha256//…: the base64 of a SHA-256 over its public key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must correct it; several, so that a key may be changed, are separated by “;”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Neither the recipe {1} nor the settings name the product on the platform.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must put the product's PRN into the recipe or the settings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform was told of {1} and answers with {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform knows {1} under the product {2}; the recipe has {3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform took what {1} is to be, and shows another {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform has another certificate for {1}: serial {2}, where ours is {3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform was given the certificate {1} and answers with {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform has {1} as {2}, which somebody {3}; the recipe wants a device that may work.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform accepted {1} and does not show it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform says that {1} is taken, and shows no such device: {2}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The environment names a proxy that the station cannot use.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name a proxy that begins with http://, or exempt the platform in no_proxy.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform does not know {1}, so no device of it could come by itself.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>On the platform {1} ended on {2}: it makes no device of it any more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is remembered of what the platform is to make of the devices of {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform would make devices of {1} under the product {2}; the recipe has {3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform would put devices of {1} into {2}; the recipe has {3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's certificate request cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the device says is its {1} cannot be one: {2} characters, or some that do not show.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scan the right label, or put the unit aside.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the unit aside: two units may not share one identity.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Provision it as a new unit, without rotation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the unit aside. A supervisor may give it a new certificate: `birthmark provision --rotate --reason …`.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set the station's clock, then start over.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correct the list: the first row names the columns, `serial` and, where wanted, model, revision, firmware, chip, csr.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correct the row and put it into a new list; what is done is not done twice.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a new folder, or start again with the list, the recipe and the protection that this one was begun with.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name the certificate of whoever is to open them (an RSA one), or give a passphrase.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the network. The unit keeps what it has: start over when the platform is back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the station's clock and the platform's CA bundle; a proxy may be answering in its place.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wait a little, then start over.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A supervisor must check the platform's API key and what it may do.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A supervisor must look at the platform's answer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the unit aside: the platform knows another unit by this identifier. A supervisor decides.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A supervisor must look at the device's CA on the platform; `birthmark platform contacts` tells what the platform says.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A supervisor must register the CA with the platform and set its just-in-time provisioning for this recipe.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set the station's clock, then start over; where it is right, the platform's is wrong: a supervisor must tell its maker.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bring the file again: JSON Lines or CSV with identifier, sha256, device and certificate, or with an error.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the platform's address; a proxy may be answering in its place.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plug the unit in again and start over.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check cable and power, then start over. If it happens again, put the unit aside.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start over once. If it happens again, put the unit aside.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the cable, then start over. If it happens again, put the unit aside.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>If only this unit refuses, put it aside. Otherwise an engineer must correct the credential.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the unit aside: it is not the product of this recipe.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the unit aside: it was provisioned elsewhere. A supervisor decides.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take it out. If it is the right product, an engineer must write or correct its recipe.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plug the device into a tray's own socket; an engineer can bind this socket to a tray.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the tray's power supply and its contacts, then start over.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Teach the other tray another socket first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take one of them out, then start over.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check that the device is plugged in; `birthmark devices` lists what is there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close the other program (a terminal, ModemManager) or ask for access to the port.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scan the order again, or have a supervisor make it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correct the order.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open another order, or ask the supervisor.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must bring the recipe back, or a supervisor makes a new order for the new one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the unit aside: it belongs to another order.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the unit aside. The order is done; a supervisor closes it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wait until that unit is done, then start this one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take the unit out. To work on it again a supervisor must say why.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scan the badge again and type the PIN with care.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wait, or have an administrator set a new PIN.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose 4 to 12 digits that are no row and not all the same.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correct it and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check that the HSM is plugged in and its software runs, then log in again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A supervisor must unlock the HSM.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the PIN before the next try: too many wrong ones lock the token.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the path and the passphrase of the CA's key file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A supervisor must bring in a valid CA certificate.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A supervisor must bring in the right CA certificate for this key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must correct the recipe or the profile.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the serial number: `birthmark history` shows every certificate of this station.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the unit aside: its identity is not from the maker. If all units say so, an engineer must check the maker's CA file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is nothing to do. `birthmark ca crl` signs the list that tells everybody.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the unit aside: it must make a new key before it can be used again. A supervisor decides.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correct what the sentence names, then go on where you were: nothing was changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose another authority or another day; both must be valid on the day of the change.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the unit aside and call an engineer: its certificate, or the recipe's, must be corrected.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start over once. If it happens again, put the unit aside: it does not keep its identity.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scan again. If it happens again, put the label aside.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scan again. If it happens again, the label is misprinted: put the unit aside.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scan the label of the unit. If it was that, put the unit aside: it belongs to another order.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must correct the settings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must correct the recipe.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must correct the certificate profile.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start the unit over: what is already done is found and kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close the other Birthmark that uses this home.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make space on the disk or correct its permissions; nothing is provisioned until the ledger can be written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start the newer Birthmark, or use another home.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start the station once, or run `birthmark db upgrade`: a copy of the ledger is made first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep the file as it is and bring back the last backup.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep the ledger as it is and call whoever is responsible for security.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bring the key back (the keyring, or the file in the home); without it nothing can be signed, and nothing is provisioned.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Do not trust the file; keep it as it is and call whoever is responsible for security.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make space, or choose a folder that can be written and does not hold this export yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Do not use it: take it again from the station, and tell whoever is responsible for security.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose another backup; the ledger was left as it is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} ({2}) may not {3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This needs a person who is {1}: scan such a badge.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nobody can allow something to themselves.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A second person must scan a badge.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A reason is missing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Say in a few words why.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device is a {1}; the recipe is for {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's serial number {1} is not of the form {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} cannot be an identifier: 1 to 64 letters, digits and . _ : - inside.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The recipe that the unit was made by can no longer be read by this program.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The signature is not one of the station's key {1}…, or what it signed was altered.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The signature's file cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An order's number has 1 to 40 letters, digits and . _ / - inside.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The order does not say what is made.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The order's quantity must be 1 to {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The order is for {1} units and lists only {2} serial numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} serial numbers are listed twice: {2}{3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correct the list and make the order again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From {1} to {2} is no range: both must be the same but for digits at the end, of the same length.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From {1} to {2} is no range of 1 to {3} serial numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Serial number {1} of the list cannot be one: 1 to 64 letters, digits and . _ : - inside.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is the home of a real station, not of a demo.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Give the demo a home of its own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This device cannot make another key in the place of the one it has ({1}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must let the recipe keep the key: rotation.key = 'same'.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This device cannot call {1} by itself.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device gets no answer from {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the device's network, then start over: the unit keeps what it has.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device does not believe that {1} is the platform: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device could not call the platform: {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform at {1} turned the device away in the TLS handshake: it believes neither its certificate nor its CA.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A Linux device cannot be locked by the station.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device tells neither model nor serial number, not by DMI and not by its device tree.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device does not keep the certificate that was written to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device does not keep what was written to {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the device keeps as its certificates holds more than the certificates that were written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device answered no certificate request.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's key cannot be used: {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the unit aside: nothing was made in the key's place. An engineer must look at it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} on the device is not what peridiod reads; it was left as it is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the unit aside: an engineer must look at the file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the device keeps where its certificates belong is no certificate.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device cannot read U-Boot's environment: {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>U-Boot's environment does not keep {1}: it may have no room.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device cannot read {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the device wrote to {1} is not what was sent.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This device takes no key from outside: it makes its own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's token does not accept the PIN.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It was not tried again. An engineer must correct the PIN before the next try: too many wrong ones lock the token.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device answered something that is not base64.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's token cannot make another key in the place of the one it has.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The label {1} in key.uri cannot be used on a console.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device cannot read its token: {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the token holds as its certificate is none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device cannot read its TPM's NV index {1}: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The certificate has {1} bytes, and an NV index of a TPM holds {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must keep it in files, or make it shorter.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is in the TPM's NV index {1} is no certificate.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A MicroPython board cannot be locked by the station.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The board answered {1} bytes; {2} were asked for.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The board tells no serial number: its build has no machine.unique_id().</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The board does not keep the certificate that was written to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The board keeps more than the certificates that were written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The board's build cannot work with keys: it lacks long integers, random bytes or SHA-256.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must write key.origin = "station" and proof.signature = false into the recipe, or take another build.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the board reads from {1} cannot be understood.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The board cannot read {1}: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the board wrote to {1} is not what was sent.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The board answered something that is not hexadecimal.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the board keeps as its certificates is none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the board tells as its public key is no point of P-256.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The board could not {1}: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The modem could not {1}: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The modem cannot sign a challenge.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The modem cannot be locked by the station.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The modem could not {1}: it warns that its supply voltage sags.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The modem attests its request as another device than it attests itself.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The modem does not keep the certificate that was written to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The modem does not keep the key of its certificate.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The modem keeps more than the certificates that were written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The modem shows no certificate, although it lists one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The certificate that the modem shows is not the one whose digest it lists.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The modem says that it took a credential, and does not keep it as it was sent.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The modem answers {1} with nothing that can be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The modem could {1}, and does not say how.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the modem keeps as its certificate is none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What attests the modem's request is not signed by ECDSA with SHA-256.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The modem attests another request than the one it gave.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What attests the modem's request cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The modem answered something that is not base64.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device did not answer within {1} seconds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's answer to “{1}” says neither yes nor no.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device does not tell its {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's {1} is no number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device holds no certificate, although it took one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's {1} arrived damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device took another {1} than was written to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device sent nothing that can be read within {1} seconds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's answer holds no readable data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device holds something where its certificate belongs that is none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device says that its {1} has {2} bytes, and gives others.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device did not answer “{1}” within {2} seconds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device does not speak version {1} of its protocol.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The {1} arrived in the device damaged; it keeps what it had.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device could not read “{1}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device sends a line without end.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device did not finish its answer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device sends something that cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The token takes no key from outside: it makes its own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A token cannot be locked by the station.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The token holds {1} certificates under the label “{2}”; there must be one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The token does not keep its key and its certificate.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The certificate in the token is not one for its key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The token does not keep its key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The token already holds another certificate under the label “{1}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the unit aside: an engineer must take the old certificate out with the token's own tool.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The token is gone: {1}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>U-Boot makes no key for {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>U-Boot cannot sign {1} bytes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The station cannot lock U-Boot.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's variable holds something that is not base64.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device tells neither model nor serial number: its environment lacks board_name or serial#.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's variable {1} holds a key of another kind.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device does not hold what was written to its variable {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's variable {1} holds no key that can be used.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device already keeps a certificate under tag {1}, and does not show it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the unit aside. If it is to be made anew, erase its credentials first (`cred del`), with a supervisor's consent.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's shell makes no keys.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's shell signs nothing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device cannot be locked by the station.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device tells no number of its chip (`hwinfo devid`).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device does not keep the key of its certificate.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device does not finish the list of its credentials.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device says that it keeps a credential, and lists another digest than what was sent.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device could not {1}: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device lists a credential with a digest that cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device took another piece of a credential than the {1} bytes that were sent.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The modem did not answer within {1} seconds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The modem's answer has no end.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The modem sent nothing that can be read within {1} seconds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The modem sends nothing that can be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's answers arrived damaged {1} times.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A command arrived in the device damaged {1} times.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device did not finish a command within {1} seconds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device sends nothing that can be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device took {1} of {2} characters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device left the session: it asks for a login again, as after a reset.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's answer has no end.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device sent nothing within {1} seconds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device is no longer there: it was unplugged or lost power.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's shell did not begin to work within {1} seconds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device showed neither a login prompt nor a shell within {1} seconds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device does not accept the station's user name and password.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device asks for a login, and the recipe names no credential.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device asks for another password after the station's: it may want a new one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device asks for a password, and the recipe names no credential.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The board did not come to its raw REPL within {1} seconds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The board sent nothing that can be read within {1} seconds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The board's raw REPL answers something that cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The board's raw REPL takes nothing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The board forgot that it has raw-paste mode.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The board's answer has no end.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The board did not finish a program within {1} seconds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The board sends nothing that can be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The port is closed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no port {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The port {1} cannot work at {2} baud.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The port {1} is in use by another program, or may not be opened.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is no serial port.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device takes no bytes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device took nothing more within {1} seconds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's shell showed no prompt within {1} seconds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device did not show U-Boot's prompt within {1} seconds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A command arrived in the device damaged {1} times, or it does not listen any more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The board began to boot again in the middle of a command.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file {1} is too large to be a CA's certificates.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file {1} holds {2} certificates; a chain has at most {3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>None of the certificates belongs to the CA's key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The certificates in {1} cannot be read: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file {1} holds no certificates in PEM that can be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The chain is not complete: the certificate of {1} is missing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add it to the file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is none of: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is no number of years: 1 to {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This station has no authority {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is nothing to answer now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is nothing to do now: answer the questions first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>to be named</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Making the authority</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing was changed so far.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is valid until {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The root's key is in {1}, encrypted. Keep it in a safe place, and take it off this machine.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>So that the station can sign, keep the PIN or passphrase in the keyring: keyring set birthmark {1}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>in SoftHSM2 on this machine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>in the token {1}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>in an encrypted file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>in another token</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A new root is made, its key {1}, and below it the CA {2}, valid for {3} years.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Below the root in {1} the CA {2} is made, valid for {3} years.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA whose certificates are in {1} is brought in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>will live</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The key that issues {1} {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The station calls this authority {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} does not hand over to anybody.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is nothing to take back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The settings {1} cannot be read, so that the authority cannot be named in them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} cannot be written: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the folder's permissions and its space.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>`birthmark ca list` tells them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The list cannot be written to {1}: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There already is a root's key in {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move it to a safe place first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>SoftHSM2 is not installed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Install softhsm2, or keep the CA's key in an encrypted file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What shall be done?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name in this station</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where does the CA's key live?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PKCS#11 module</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The library of the HSM's maker.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label of the token</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make this CA known to the platform now?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Description on the platform</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make unknown devices just in time?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each is created when it first connects.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Product</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its name on the platform.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cohort</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its PRN; empty: none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tags</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Separated by commas.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Description of each device</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Target</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name in the certificate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It stands in every device's certificate: “Example Line 2 CA”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Valid for years</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kind of key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label of the key in the token</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What becomes of the root's key?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PKCS#11 module of the root's token</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Label of the root's token</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Passphrase for the CA's key file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PIN of the CA's token</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Passphrase for the root's key file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Without it the root never signs again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PIN of the root's token</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Passphrase of the key file that is read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make a new root and, below it, the CA that issues</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make a CA that issues below a root you have</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bring in a CA whose key is in a file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bring in a CA whose key is in an HSM already</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In SoftHSM2 on this machine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In a PKCS#11 token: an HSM or a smart card</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In an encrypted file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export it, encrypted, to be taken off this machine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep it in another PKCS#11 token</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>EC P-256</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>EC P-384</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>RSA 3072</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The root's certificate (PEM)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA's certificates up to its root (PEM)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The root's encrypted key (PKCS#8, PEM)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA's encrypted key (PKCS#8, PEM)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recipes that name no authority use “main”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A recipe names it, or another authority hands over to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Just-in-time provisioning needs the name of the product that devices become part of.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is no cohort's PRN: it begins with prn:1:.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} cannot be an authority's name: small letters, digits and dashes, at most 31.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This station already has an authority called {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Give the new one another name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A key that is in a token already stays there: it cannot be kept in a file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The PKCS#11 module and the token's label must be named for a key in a token.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The label of the key in the token must be named.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file with the CA's certificates must be named.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file with the encrypted key must be named.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The PIN or passphrase for the CA's key is missing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A passphrase for a key file has at least {1} characters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a longer passphrase.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The passphrase of the key file is missing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} cannot stand in a CA's certificate: 1 to {2} printable characters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is too long: its root is called the same with “Root” behind it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The PKCS#11 module and the token's label must be named for the root's key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The root's key must be in another token than the key that issues.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The passphrase or PIN for the root's key is missing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no reason told</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>key compromised</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>changed hands</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>replaced by another</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>out of use</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not allowed any more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Device</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CA</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Revocation list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ends today</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ended</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not tried yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform does not know this CA.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>until {day} · {left}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{kind} · {day}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Known to the platform since {day}; just in time for {product} was to be set by hand.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hands over to {after} on {day}, in {days} days; its certificates stay valid.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ended {days} days ago</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{days} days left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{days} days</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Known to the platform since {day}; every device is registered by the station.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Known to the platform since {day}; unknown devices become part of {product}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Handed over to {after} on {day}; its certificates stay valid.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>State</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Since</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tried</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next try</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Entry</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Time</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kind</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>By</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Code</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tray</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Took</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Done: {issued} certificates made, {reused} found, {refused} rows left out. Everything is in {folder}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make certificates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How far the job is</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ROWS THAT WERE LEFT OUT</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading the list …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The two passphrases are not alike.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose the list and the folder first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopping: what is begun is finished first …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped. What is done is in the folder; start again with the same answers and it goes on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Row {row}: {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>KEYS AND CERTIFICATES AHEAD OF THE DEVICES</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For units that are made elsewhere: each gets a folder with what it needs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{done} of {total}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{minutes} min {seconds} s left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>left out: {count}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} more in refused.csv in the folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{heads} signatures of the station are right; {runs} runs and {certificates} certificates are what their entries say.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Verify</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Verify the whole ledger</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Audit entries, newest first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Audit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing was proven.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The chain holds: {count} entries add up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing was exported.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exported and signed: {count} runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{done} of {of}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source> And {count} more notes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New authority …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hand over …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove from the platform now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ENDS SOON</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing ends in the days looked ahead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>REVOKED</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing was revoked.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>STILL WITH THE PLATFORM</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Authorities</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plan it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Until then signs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From then on signs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From which day on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take the plan back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Year-month-day. Certificates of both stay valid.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Device certificates in use: {count}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} more, told by every revocation list.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The revocation list is signed and in {file}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PLAN A HAND-OVER</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>within {days} days: {count}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scan or type: serial, certificate, fingerprint</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search the runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Any day</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Today</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Yesterday</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last 7 days</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Day</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Any outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PASS</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>FAIL</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ERROR</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>STOPPED</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Found: {fit} · today: {today}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Runs in the ledger: {fit} · today: {today}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save certificate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Certificates (*.pem)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved as {file}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} could not be written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is owed, refusals first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Try everything now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Try this one now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Units whose registration is owed are listed here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As the system</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Light</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dark</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>NOW</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>LOOKS</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Looking …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Theme: {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Places</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{label} is already done, at {when} by {operator}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{label} → tray {tray}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{label}, no tray waits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{label} is already done, at {when}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take it out. To check it again all the same, press Start on its tray.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{label}, already done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This station tells no platform by itself. Export the list, have it imported elsewhere, and bring the answers back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform failed again and again. It is asked again at {time}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is lost: everything is tried again by itself.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform said no to these units. Look at each one; once the reason is gone, have it tried again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is owed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform knows every unit that it is to know.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>by hand</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It was not asked yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>OWED</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The list waits to be exported</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One unit is on its way, to see whether the platform is back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform asked for a pause until {time}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform is being told</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Somebody has to look at what was refused</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Owed: {owed} · refused: {dead}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>REFUSED</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{words} · the oldest since {time}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device already had its key ({kind})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Key made in the device ({kind})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Key made by the station and put into the device ({kind})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Registered with the platform, confirmed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform already knew it, confirmed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Owed to the platform, which will be told later</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Will make itself known to the platform when it first connects</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Owed: the platform has not been told yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Awaited: it makes itself known when it first connects</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not registered: the recipe says so</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>RUNNING</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>without end</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>until {day} ({days} days left)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ended on {day}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{kind}, made by the station</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{kind}, in the device</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{when} · tray {tray} · {operator}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Who</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Issued by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Valid</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Serial</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>SHA-256</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Certificate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recipe</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Digest</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Socket</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{step}: {message}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Identified as {model}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Admitted: no other unit has this identity</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Certificate written to the device</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Device locked for good</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{when} · tray {tray}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Request</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Order</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Firmware</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Chip</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its certificate of before is used again, by {issuer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Certificate issued by {issuer}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read back; possession proven by a signature</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read back; not proven by signature</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device called the platform with its new identity and was let in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The station called the platform as the device and was let in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The old certificate is taken back; the platform still has it: {owed}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The old certificate is taken back and gone from the platform</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start</source>
   <translation>Start</translation>
  </message>
  <message>
   <source>Start over</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Details</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading the device</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Checking the unit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Making the key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Making the certificate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Writing the certificate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Checking the device</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Locking the device</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Registering</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Calling the platform</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Removing the old certificate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plug a device in</source>
   <translation>Gerät einstecken</translation>
  </message>
  <message>
   <source>Ready</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Starting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This unit is good. The platform is told of it later.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This unit is done.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take it out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scan or start</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop this unit?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This tray is free.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scan the label or press Start.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Do not unplug. From here on it cannot be stopped.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop this unit? What is done so far is kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Do not unplug.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take it out. The platform is told of it later.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Valid without end</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step {number} of {total} · about {seconds} s left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>socket {socket}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Valid until {day}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step {number} of {total}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tray {number}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>scan your badge</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{minutes} min {seconds} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>at {time}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{seconds} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{seconds} s ago</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{minutes} min ago</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ISSUING CA</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>signs now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sign revocation list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ROOT</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Register …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Registration …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It can sign. {place}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the certificate and its issuers as a file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a run to see what happened.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unknown unit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CERTIFICATE</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PLATFORM</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>RUN</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>WHAT HAPPENED</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{advice} ({code})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Folder …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CSV</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>JSON Lines</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Excel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PDF report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where the export goes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last 31 days</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To check it elsewhere</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>python3 verify_export.py --key KEY, in the export's folder; KEY of this station is</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Operator</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Station</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only of this: {what}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Units passed in the last hour, five minutes a bar</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>passed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>failed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>errors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>owed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>first-pass yield</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>an hour</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>median</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Yes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Once more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose: {what}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}: check</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}: down</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}: off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nobody</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Station {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every recipe that fits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Order {number} · station {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop them and close</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep working</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Closing: waiting until every run is in the ledger (trays {trays}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Closing …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tray {tray} is working. Close all the same?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} trays are working. Close all the same?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PIN</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Log in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Badge {badge}: type the PIN.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>OK</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put this message away</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Runs, newest first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ready to scan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scan a label, or type it and press Enter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>or type the serial number and press Enter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>last: {words}, {ago}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copied</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{title}: {value}. Press to copy.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Press to copy.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA and its key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The root</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Secrets</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Register it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CEREMONY</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This takes a moment.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{what}: the two are not the same. Type both again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{what} …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>History</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Authority</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bulk</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Settings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Birthmark, station {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Queue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What comes from file descriptor {1} is no secret: it is empty or far too long.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No secret can be read from file descriptor {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is no day.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Write it as year-month-day: 2027-01-31.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Within {1} days end: device certificates {2}, CA certificates {3}. The Authority page lists them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its key is in an encrypted file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its key is in the token {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The key of {1} was reported compromised; it gets no certificate again ({2}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This device's key already has a certificate as {1} ({2}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} already has a certificate for another key ({2}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the unit aside: another unit has this identifier, or this one lost its key. A supervisor decides.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA's private key does not belong to its public key: its signatures are wrong.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} already has a certificate by another recipe, or another version of it ({2}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The unit is finished. If it is to be made anew, a supervisor must have its credentials erased first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no CA certificate.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA certificate {1} does not belong to the CA's key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA {1} cannot be used: its key {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The certificate {1} is not a CA's.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA certificate {1} may not sign certificates.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA certificate {1} allows {2} CAs below it; there are {3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The certificate {1} does not say that it may sign others.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The extensions of the CA certificate {1} cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA certificate {1} is not valid before {2}; this station's clock says {3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the station's clock. If it is right, a supervisor must bring in a valid CA certificate.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA certificate {1} expired on {2} ({3}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA certificate {1} is not signed by {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} cannot be the name in a certificate: 1 to 64 characters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA's certificate does not allow it to sign revocation lists.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must make a CA with cRLSign.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nobody said how the private keys are to be protected.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The profile {1} wants a CA with a key of {2}; that of {3} is {4}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The profile {1} wants a CA with a path length of {2}; {3} has {4}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA {1} does not say {2} in its name, as this profile wants.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA is for {1} {2}; the certificate would say {3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA's key file {1} holds no encrypted private key in PEM.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no passphrase for the CA's key file {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A CA's key is not written without a passphrase.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a passphrase.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA's key file {1} holds a key that is neither EC nor RSA nor Ed25519.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA's key in {1} cannot be used: it {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA's key file {1} cannot be read: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA's key file {1} is not encrypted as PKCS#8; such a key is not used.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Encrypt it (`openssl pkcs8 -topk8 -v2 aes-256-cbc -in KEY -out ENCRYPTED`), then destroy the old file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA's key file {1} cannot be opened: the passphrase is wrong or the file is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There already is a file {1}; it is not overwritten.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose another name for the key file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA's key file {1} cannot be written: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The certificate for {1} would not do: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform would not take the certificate of {1}: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA certificates of the maker “{1}” are not there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must put them into the folder `makers` as {1}.pem.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device holds no certificate of its maker.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's own certificate cannot be used: its key {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device came with an {1} key; the recipe asks for {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's certificate (from {1}) does not lead to the maker's CA.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's certificate leads to the maker's CA by a longer way than the CA allows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} stands in the list twice.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take it out of the list once.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another unit in the list has the same key as {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA's key is of a kind that cannot sign many certificates.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} already has a certificate (serial {2}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave it out of the list, or have that certificate revoked first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} has locked its PIN after too many wrong ones.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reset the PIN with the token's own tool and its SO PIN.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} does not take the PIN. It does not tell how many tries are left.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} would lock itself if the next PIN were wrong, so none was tried.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Log in once with the token's own tool: that gives the tries back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} does not take the PIN. One try is left: one more wrong PIN locks it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} does not take the PIN. It counts the wrong ones and does not tell how many tries are left.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} does not take the PIN.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} has no valid PIN yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set the token's PIN with its own tool.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is locked: nobody has logged in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is already in use by this program.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close what uses the token, then try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is gone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} does not work ({2}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no PKCS#11 module {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the path of the HSM's PKCS#11 module in the settings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The recipe {1} does not fit the profile {2}: {3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is no identifier for the profile {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} cannot be the value of the extension {2}: {3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The certificate's {1} would be empty: nothing fills {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} cannot be the {2} in a certificate: it has a character that is no letter, digit or ' ()+,./:=?-.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} cannot be an alternative name: it is not plain ASCII.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} cannot be the {2} in a certificate: {3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} cannot be an alternative name: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The key {1} in the HSM is neither EC nor RSA.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The public key {1} in the HSM cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} holds no public key or certificate {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the key's name in the settings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} already holds something called {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose another name for the key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} holds no private key {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} holds {2} private keys {3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name the key by its id in the settings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} holds a certificate {2} that cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The certificate profile {1} is wrong at name: it must be the file's, {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no certificate profile {1}; there is {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The certificate on the device (serial {1}) was altered: not every byte is as it was written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device holds another certificate (serial {1}) than was written to it (serial {2}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device holds {1} CA certificates; {2} were written to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CA certificate {1} of {2} on the device is not the one that was written to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device does not sign with the key of its certificate.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The recipient's certificate must be for an RSA key of at least {1} bits.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The passphrase for the private keys must have at least {1} characters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The recipient's certificate cannot be read: it must be one X.509 certificate in PEM.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's certificate request cannot be used: its key {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device made an {1} key; the recipe asks for {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's certificate request is signed with a hash that is not SHA-256, SHA-384 or SHA-512.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's certificate request is not signed by the key in it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's certificate request names no device: it has no CN.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's certificate request has {1} CNs; there must be one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's certificate request is for {1}, but this device is {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The new key does not sign as it should.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start over. If it happens again, this machine is faulty.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's certificate request asks to be a CA.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's certificate request asks to sign certificates or revocation lists, as only a CA may.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is not there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is there {2} times.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name the token by its serial number in the settings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} {2}, and nobody has logged in again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no usable authority {1} here; there are {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} hands over to {2}: nobody would sign.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must correct the recipe or the settings; there is {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The authority {1} is valid from {2} to {3}, and not on {4}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is too long for a token's name: at most {2} bytes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a shorter name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>SoftHSM cannot make the token {1} (CKR 0x{2}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>SoftHSM cannot keep tokens in {1}: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the folder's permissions.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A PIN of SoftHSM has {1} to {2} characters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose another PIN.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>SoftHSM has no free slot for a new token.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device's RSA key has a prime in common with the key of another unit: both can be broken.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the unit aside and call an engineer: this product's devices make their keys without enough randomness.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Others may read the secret in {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>chmod 600 {1}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The secret in {1} cannot be read: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is not as Peridio's own tool writes it{2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} has no profile {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are: {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PERIDIO_PROFILE names a profile, but there is no {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make it with Peridio's own tool, name its folder in PERIDIO_CONFIG_DIRECTORY, or unset PERIDIO_PROFILE.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} cannot be read: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} never left this station with a certificate: there is none to replace.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The certificate of {1} was revoked: it gets a new one only by a rotation, with a reason.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The station's clock says {1}, which is before this program was made.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The station's clock says {1} UTC, but the ledger already has entries of {2} UTC.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The label is not this chip's: it says {1}, the chip says {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another unit was already provisioned as {1}: its chip is not this one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device already holds a certificate that this station did not issue (from {1}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} has passed before, on {2} UTC{3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Order {1} is for recipe {2} {3} as it was when it was made.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another tray is working on a unit that also calls itself {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The recipe {1} registers nothing, so its units cannot be registered.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The folder {1} belongs to a job that this station's ledger does not know.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The job in {1} was begun {2} registration.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The folder {1} was begun with the recipe {2}, or with that recipe before it was changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The private keys in this folder were protected in another way, or under another passphrase.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Row {1}: {2}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correct the row and start again: the job goes on from there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A process that makes keys has died.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start the job again: it goes on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} stands in the list twice, or differs from another only in upper and lower case.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The folder {1} cannot be written: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The folder {1} is not empty, and no bulk job was begun in it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The folder {1} lacks what was kept of batch {2}: the keys of its units are lost.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Revoke the certificates of that batch, and make its units anew in another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The folder {1} does not say which job it belongs to.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The list {1} is not UTF-8 text.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save it as CSV in UTF-8.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The list {1} has no column called serial.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The list {1} has a column {2}; there are {3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The list {1} has a column twice.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The row brings no request (column csr), and the recipe's keys are not made by the station.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The model {1} is not the recipe's ({2}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The serial number {1} is not of the form {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} cannot be the name of a folder: Windows takes it for a device.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The list {1} has no rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The list {1} is not the one that this job was begun with: its first {2} rows are others.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start again with the old list; what comes after the rows that are done may be changed. Or choose a new folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The row is longer than {1} bytes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The row has {1} cells; there are {2} columns.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The first row of the list {1} is not CSV.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The {1} {2} has a character that cannot be printed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The row brings a request, but the recipe's keys are made by the station.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The request (column csr) is not base64.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The list {1} cannot be read: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The row is not UTF-8 text.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The row is not CSV: a quote is not closed, or stands where none may.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The first unit of {1}, {2}, has not made itself known to the platform yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Let it connect, then start this unit; `birthmark platform contacts` tells whether it tried.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No platform can be asked whether it would make devices of this recipe just in time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The first unit of {1} is on tray {2}, and not confirmed on the platform yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More than one device answers on tray {1}: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nobody has logged in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scan your badge, then start again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No recipe is for what was plugged in ({1}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tray {1} is still working.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Wait until it is done.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No device to provision is on tray {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plug a device in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start each on its own tray: nobody can tell which one was scanned.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No tray is waiting for a scan.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plug a device in first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A device was plugged into {1}, which belongs to no tray.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The list is empty.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file has no column {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The columns are {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The quantity is no number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A range of serial numbers needs both its first and its last.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Order {1} was made for recipe {2} {3} ({4}…); the recipe now is {5} ({6}…).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Row {1} of the list has no serial number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The list has more than {1} serial numbers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The due date must be written like 2026-12-24.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It was refused elsewhere: {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A PIN has 4 to 12 digits.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This PIN is the first that anybody would try.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Badge and PIN do not belong together.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This badge is locked for {1}: too many wrong PINs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Badge and PIN do not belong together. {1} more {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scan your badge, then try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This station has people already.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An administrator admits more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The badge {1} is {2}'s.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take another badge.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nobody has the badge {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The station would have no administrator.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make somebody else one first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A badge is 1 to 64 characters of a barcode, without spaces.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A name is 1 to {1} characters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The PIN is wrong, and this badge is locked for {1} now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No Device API is set up that a device could call.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device has its key from an earlier run, and the station keeps none: it cannot call the platform as the device.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Have the key erased from the device, and its old certificate revoked, then start over.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform takes this device for {1}; it is {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Units of {1} come with a certificate of their own: none is made for them here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing was plugged in within {1} seconds.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start over, and plug a device into the tray's socket.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Devices were plugged into {1} sockets at once: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The socket {1} already belongs to tray {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The setting {1} is wrong: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The settings {1} are not TOML: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The settings {1} cannot be read: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The recipient's certificate {1} cannot be read: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This station has no authority.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>`birthmark ca create` makes one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA certificates in {1} cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The authority's PKCS#11 module is not named.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The authority's key file is not named, or its passphrase is not there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The PIN “{1}” that the recipe {2} asks for is not there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must put it into the keyring (`keyring set birthmark {1}`).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The credential “{1}” that the recipe {2} asks for is not there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must put user:password into the keyring (`keyring set birthmark {1}`).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is plugged in at {1} is no place where the driver {2} could speak.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no simulated device at {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This station has no network: it tells no platform of anything.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Export what is owed (`birthmark queue export`), have it imported elsewhere, and bring the answers back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform's API key is not there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must put it into the keyring (`keyring set birthmark {1}`), into PERIDIO_API_KEY, or name the profile of Peridio's own tool that has it in PERIDIO_PROFILE.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no recipe called {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More than one recipe is for what was plugged in: {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An engineer must name the station's recipe in its settings (`recipe = …`), or narrow [detect] in a recipe.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The recipe {1} is wrong: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The recipe {1} is wrong: {2}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>That is a badge or a command, not a unit's label.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scan the unit's label.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The station's signing key {1}… is neither in the keyring nor in {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The station's public key in {1} cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The station's signing key cannot be kept in {1}: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the keyring has under the name of the station's signing key is none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The station's signing key in {1} cannot be opened.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The socket cannot be kept in {1}: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The recipe {1} names no PIN for its tokens.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The audit chain of station {1} does not know the station's key {2}…: it was written anew.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The signature at {1} of station {2} is wrong: {3}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The ledger was altered: a row in it cannot be read as what it must be.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The signed head that is kept apart in {1} {2}: nobody can say where the chain ended.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The ledger already has a certificate for {1} and this key (serial {2}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The backup cannot be brought back: {1}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} cannot grow: the disk is full.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} cannot be written: the system does not allow it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The audit chain of station {1} was cut off: it ends at entry {2}, but the signed head kept in {3} says that it reached {4}. The ledger was cut short, or replaced by an older one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The audit chain of station {1} is another one: entry {2} is not what the signed head in {3} says.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The head at entry {1} is signed by the key {2}…, which is none of this station's.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The anchor of station {1} in {2} cannot be read: {3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another Birthmark{1} already writes the ledger {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The ledger {1} has schema {2}; this Birthmark knows up to {3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no ledger {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the station's home, or start the station once.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The ledger {1} was made by an older Birthmark (schema {2}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The ledger {1} is empty: what was in it is lost.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The ledger {1} does not say which schema it has.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The ledger {1} is damaged: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The ledger {1} is gone, but its journal is still there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The ledger {1} is gone, but the signed head of its audit chain is still there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file {1} is no ledger.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Order {1} has all its {2} units.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Order {1} is {2}{3}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The list of order {1} was altered: its entry tells of another one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is already an order {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Give it another number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no order {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Order {1} is closed, and stays so.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make a new order for what is still missing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} has no certificate from order {2}, or was scrapped before.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the unit.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} is not on the list of order {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This station's ledger has no such certificate.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The certificate with serial {1} was revoked on {2} already ({3}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The station stopped in the middle of this run{1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The audit chain of station {1} is broken: {2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The ledger is damaged: {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The ledger's own rules were altered: {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run that entry {1} tells of was removed from the ledger.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The audit chain of station {1} tells of other certificates than the {2} in the ledger: one was removed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The certificate with serial {1} was altered: no run that passed confirms it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The unit {1} was altered: it is not what the run it passed in says.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {1} is in the ledger, but its beginning is not in the audit chain: an entry was removed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {1} ended, but its end is not in the audit chain: an entry was removed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {1} was altered after it ended: it is not what entry {2} says.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The certificate with serial {1} was altered or inserted: no entry tells of it as it is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The CA certificate {1} was altered.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Run {1} was altered: entry {2} says that it ended.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The audit chain of station {1} tells of other {2} than the ledger has.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Row {1} of {2} was altered: entry {3} says otherwise.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The debt of {1} was altered: whether it is settled is not what the receipts say.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The recipe {1} that units were owed by was altered.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is owed to the platform.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Home</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Everything this station keeps.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Files</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read when the program starts.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ledger</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every run, every certificate, and the audit chain.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Log</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For a diagnosis; holds no secrets.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Own recipes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A recipe here takes the place of a shipped one of the same name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shipped recipes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>They come with the program.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Platform</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where devices are registered.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Version</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1}, Python {2}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Program</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform refused {1} units. Look at the page Queue.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{1} units are owed, and the platform fails: {2}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The platform is still to be told of {1} units.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Digest {1}…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recipes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Left out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Issues certificates as</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Until {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Signed by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CA key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The key stays there; Birthmark never sees it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Encrypted.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tray {1}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>takes a socket as it comes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trays</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It can sign.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It answers.</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
