<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>Birthmark</name>
  <message>
   <source>The backup cannot be written to {1}: {2}.</source>
   <translation>Die Sicherung kann nicht nach {1} geschrieben werden: {2}.</translation>
  </message>
  <message>
   <source>The backup {1} is signed by another station's key.</source>
   <translation>Die Sicherung {1} ist mit dem Schlüssel einer anderen Station signiert.</translation>
  </message>
  <message>
   <source>The backup {1} is not what its signed description says.</source>
   <translation>Die Sicherung {1} ist nicht, was ihre signierte Beschreibung sagt.</translation>
  </message>
  <message>
   <source>The description of the backup {1} was altered: {2}</source>
   <translation>Die Beschreibung der Sicherung {1} wurde verändert: {2}</translation>
  </message>
  <message>
   <source>The backup {1} or its signed description cannot be read.</source>
   <translation>Die Sicherung {1} oder ihre signierte Beschreibung ist nicht lesbar.</translation>
  </message>
  <message>
   <source>The backup cannot be encrypted for {1}…: {2}.</source>
   <translation>Die Sicherung kann nicht für {1}… verschlüsselt werden: {2}.</translation>
  </message>
  <message>
   <source>Name an age public key: `age1…`.</source>
   <translation>Einen öffentlichen age-Schlüssel nennen: `age1…`.</translation>
  </message>
  <message>
   <source>The backup {1} is encrypted.</source>
   <translation>Die Sicherung {1} ist verschlüsselt.</translation>
  </message>
  <message>
   <source>Name the file with the age secret key: --identity FILE.</source>
   <translation>Die Datei mit dem geheimen age-Schlüssel nennen: --identity DATEI.</translation>
  </message>
  <message>
   <source>The backup {1} cannot be decrypted with that key.</source>
   <translation>Die Sicherung {1} lässt sich mit diesem Schlüssel nicht entschlüsseln.</translation>
  </message>
  <message>
   <source>The backup {1} cannot be unpacked: {2}.</source>
   <translation>Die Sicherung {1} lässt sich nicht entpacken: {2}.</translation>
  </message>
  <message>
   <source>The backup {1} cannot be brought back: {2}</source>
   <translation>Die Sicherung {1} lässt sich nicht zurückspielen: {2}</translation>
  </message>
  <message>
   <source>This ledger was opened without the station's key, so nothing in it can be signed.</source>
   <translation>Dieses Journal wurde ohne den Schlüssel der Station geöffnet, darum kann nichts darin signiert werden.</translation>
  </message>
  <message>
   <source>The export cannot be written to {1}: {2}.</source>
   <translation>Der Export kann nicht nach {1} geschrieben werden: {2}.</translation>
  </message>
  <message>
   <source>A report has at most {1} units, and there are more.</source>
   <translation>Ein Bericht hat höchstens {1} Geräte, und es sind mehr.</translation>
  </message>
  <message>
   <source>Choose an order, or fewer days.</source>
   <translation>Einen Auftrag oder weniger Tage wählen.</translation>
  </message>
  <message>
   <source>The archive is not what was written. {1}</source>
   <translation>Das Archiv ist nicht, was geschrieben wurde. {1}</translation>
  </message>
  <message>
   <source>A sheet holds {1} runs, and there are {2}.</source>
   <translation>Ein Tabellenblatt fasst {1} Läufe, und es sind {2}.</translation>
  </message>
  <message>
   <source>Choose fewer runs, or CSV or JSON Lines.</source>
   <translation>Weniger Läufe wählen oder CSV oder JSON Lines.</translation>
  </message>
  <message>
   <source>The workbook {1} cannot be written: {2}.</source>
   <translation>Die Arbeitsmappe {1} kann nicht geschrieben werden: {2}.</translation>
  </message>
  <message>
   <source>The scan has {1} characters: that is no label.</source>
   <translation>Der Scan hat {1} Zeichen: Das ist kein Etikett.</translation>
  </message>
  <message>
   <source>The scan is empty.</source>
   <translation>Der Scan ist leer.</translation>
  </message>
  <message>
   <source>The scan has a PIN in it that cannot be read.</source>
   <translation>Der Scan enthält eine PIN, die nicht gelesen werden kann.</translation>
  </message>
  <message>
   <source>Scan the PIN again, alone.</source>
   <translation>Die PIN noch einmal allein scannen.</translation>
  </message>
  <message>
   <source>{1} is no command of this station.</source>
   <translation>{1} ist kein Befehl dieser Station.</translation>
  </message>
  <message>
   <source>Were two codes scanned as one? Scan again.</source>
   <translation>Wurden zwei Codes als einer gescannt? Noch einmal scannen.</translation>
  </message>
  <message>
   <source>{1} cannot be a {2}.</source>
   <translation>{1} kann kein {2} sein.</translation>
  </message>
  <message>
   <source>{1} is not a label of what is made here.</source>
   <translation>{1} ist kein Etikett von dem, was hier gefertigt wird.</translation>
  </message>
  <message>
   <source>{1} cannot be a serial number.</source>
   <translation>{1} kann keine Seriennummer sein.</translation>
  </message>
  <message>
   <source>The GS1 label {1} breaks GS1's rules.</source>
   <translation>Das GS1-Etikett {1} verletzt die Regeln von GS1.</translation>
  </message>
  <message>
   <source>The label is of product {1}, which is not made here.</source>
   <translation>Das Etikett gehört zum Produkt {1}, das hier nicht gefertigt wird.</translation>
  </message>
  <message>
   <source>The label carries no serial number.</source>
   <translation>Das Etikett trägt keine Seriennummer.</translation>
  </message>
  <message>
   <source>Scan the label that has one.</source>
   <translation>Das Etikett scannen, auf dem sie steht.</translation>
  </message>
  <message>
   <source>There is no tray {1}.</source>
   <translation>Es gibt keinen Platz {1}.</translation>
  </message>
  <message>
   <source>The GTIN {1} has a wrong check digit.</source>
   <translation>Die GTIN {1} hat eine falsche Prüfziffer.</translation>
  </message>
  <message>
   <source>The label says {1} twice, and not the same.</source>
   <translation>Das Etikett nennt {1} zweimal, und nicht gleich.</translation>
  </message>
  <message>
   <source>The barcode scanner is not plugged in.</source>
   <translation>Der Barcodescanner ist nicht eingesteckt.</translation>
  </message>
  <message>
   <source>The barcode scanner cannot be read: it was unplugged, or another program holds it.</source>
   <translation>Der Barcodescanner kann nicht gelesen werden: Er wurde abgezogen, oder ein anderes Programm belegt ihn.</translation>
  </message>
  <message>
   <source>Nothing was scanned, or what is plugged in there is no barcode scanner.</source>
   <translation>Es wurde nichts gescannt, oder was dort eingesteckt ist, ist kein Barcodescanner.</translation>
  </message>
  <message>
   <source>The platform's address must begin with https:// and name a host.</source>
   <translation>Die Adresse der Plattform muss mit https:// beginnen und einen Rechner nennen.</translation>
  </message>
  <message>
   <source>An engineer must correct the platform's address; the station never speaks to it without TLS.</source>
   <translation>Die Technik muss die Adresse der Plattform berichtigen; ohne TLS spricht die Station nie mit ihr.</translation>
  </message>
  <message>
   <source>The platform's key is sent as {1}, not as {2}.</source>
   <translation>Der Schlüssel der Plattform wird als {1} gesendet, nicht als {2}.</translation>
  </message>
  <message>
   <source>The platform's API key is missing, or holds blanks or other characters that no key has.</source>
   <translation>Der API-Schlüssel der Plattform fehlt oder enthält Leerzeichen oder andere Zeichen, die kein Schlüssel hat.</translation>
  </message>
  <message>
   <source>The platform's CA bundle {1} cannot be read as certificates in PEM.</source>
   <translation>Die CA-Datei der Plattform {1} ist nicht als PEM-Zertifikate lesbar.</translation>
  </message>
  <message>
   <source>An engineer must correct the path of the platform's CA bundle.</source>
   <translation>Die Technik muss den Pfad der CA-Datei der Plattform berichtigen.</translation>
  </message>
  <message>
   <source>The platform answers with a status that its API does not have{1}.</source>
   <translation>Die Plattform antwortet mit einem Status, den ihre API nicht kennt{1}.</translation>
  </message>
  <message>
   <source>The platform asks for fewer requests{1}.</source>
   <translation>Die Plattform bittet um weniger Anfragen{1}.</translation>
  </message>
  <message>
   <source>The platform {1}{2}{3}.</source>
   <translation>Die Plattform {1}{2}{3}.</translation>
  </message>
  <message>
   <source>The platform has trouble of its own{1}{2}.</source>
   <translation>Die Plattform hat selbst eine Störung{1}{2}.</translation>
  </message>
  <message>
   <source>The platform refuses this{1}{2}.</source>
   <translation>Die Plattform lehnt das ab{1}{2}.</translation>
  </message>
  <message>
   <source>{1} does not prove that it is the platform: {2}.</source>
   <translation>{1} weist sich nicht als die Plattform aus: {2}.</translation>
  </message>
  <message>
   <source>No secure connection to {1} can be made.</source>
   <translation>Es kommt keine sichere Verbindung zu {1} zustande.</translation>
  </message>
  <message>
   <source>{1} does not answer in time.</source>
   <translation>{1} antwortet nicht rechtzeitig.</translation>
  </message>
  <message>
   <source>The name {1} cannot be found on this network.</source>
   <translation>Der Name {1} ist in diesem Netz nicht zu finden.</translation>
  </message>
  <message>
   <source>Nothing answers at {1}.</source>
   <translation>Unter {1} antwortet nichts.</translation>
  </message>
  <message>
   <source>The proxy does not connect the station to {1}.</source>
   <translation>Der Proxy verbindet die Station nicht mit {1}.</translation>
  </message>
  <message>
   <source>The connection to {1} broke off.</source>
   <translation>Die Verbindung zu {1} brach ab.</translation>
  </message>
  <message>
   <source>The platform does not have the CA certificate {1} (serial {2}).</source>
   <translation>Die Plattform hat das CA-Zertifikat {1} (Seriennummer {2}) nicht.</translation>
  </message>
  <message>
   <source>A supervisor must register the CA with the platform first.</source>
   <translation>Die Schichtleitung muss die CA zuerst bei der Plattform registrieren.</translation>
  </message>
  <message>
   <source>Just-in-time provisioning can be set from here only where the organization's name is known.</source>
   <translation>Die Just-in-time-Anlage lässt sich von hier nur einstellen, wenn der Name der Organisation bekannt ist.</translation>
  </message>
  <message>
   <source>An engineer must put the organization's name into the settings, or set it in the platform's console.</source>
   <translation>Die Technik muss den Namen der Organisation in die Einstellungen eintragen oder es in der Konsole der Plattform einstellen.</translation>
  </message>
  <message>
   <source>The platform accepted the CA certificate {1} and does not show it.</source>
   <translation>Die Plattform hat das CA-Zertifikat {1} angenommen und zeigt es nicht.</translation>
  </message>
  <message>
   <source>The station's clock is {1} {2} the platform's.</source>
   <translation>Die Uhr der Station liegt {1} {2} der Uhr der Plattform.</translation>
  </message>
  <message>
   <source>The platform knows the device's certificate or its CA, and does not let it in{1} ({2}).</source>
   <translation>Die Plattform kennt das Zertifikat des Geräts oder seine CA und lässt es nicht herein{1} ({2}).</translation>
  </message>
  <message>
   <source>The platform turned the device away in the TLS handshake: it believes neither the device's certificate nor its CA.</source>
   <translation>Die Plattform wies das Gerät beim TLS-Handshake ab: Sie traut weder seinem Zertifikat noch seiner CA.</translation>
  </message>
  <message>
   <source>The platform answers a device what cannot be read as its API.</source>
   <translation>Die Plattform antwortet einem Gerät etwas, das nicht als ihre API lesbar ist.</translation>
  </message>
  <message>
   <source>What the device was answered is not HTTP.</source>
   <translation>Was dem Gerät geantwortet wurde, ist kein HTTP.</translation>
  </message>
  <message>
   <source>{1} answers what cannot be read as the platform's API.</source>
   <translation>{1} antwortet etwas, das nicht als API der Plattform lesbar ist.</translation>
  </message>
  <message>
   <source>The platform does not have the device {1}.</source>
   <translation>Die Plattform hat das Gerät {1} nicht.</translation>
  </message>
  <message>
   <source>The platform accepted the certificate of {1} and does not show it.</source>
   <translation>Die Plattform hat das Zertifikat von {1} angenommen und zeigt es nicht.</translation>
  </message>
  <message>
   <source>The platform was told to remove a certificate of {1} and still shows it ({2}).</source>
   <translation>Die Plattform sollte ein Zertifikat von {1} entfernen und zeigt es noch ({2}).</translation>
  </message>
  <message>
   <source>The platform has the certificate {1} with another device than {2}: {3}</source>
   <translation>Die Plattform hat das Zertifikat {1} bei einem anderen Gerät als {2}: {3}</translation>
  </message>
  <message>
   <source>The platform's list of {1} does not end.</source>
   <translation>Die Liste der Plattform von {1} endet nicht.</translation>
  </message>
  <message>
   <source>This station has no network to tell the platform of {1}.</source>
   <translation>Diese Station hat kein Netz, um der Plattform {1} zu melden.</translation>
  </message>
  <message>
   <source>The recipe {1} has every unit registered before it passes, and this station has no network.</source>
   <translation>Das Rezept {1} verlangt, dass jedes Gerät registriert ist, bevor es GUT ist, und diese Station hat kein Netz.</translation>
  </message>
  <message>
   <source>An engineer must set registration.mode to owed in the recipe: then a file tells of the units.</source>
   <translation>Die Technik muss registration.mode im Rezept auf owed setzen: Dann meldet eine Datei die Geräte.</translation>
  </message>
  <message>
   <source>The folder {1} has a {2} already.</source>
   <translation>Der Ordner {1} enthält schon {2}.</translation>
  </message>
  <message>
   <source>Choose a new folder.</source>
   <translation>Einen neuen Ordner wählen.</translation>
  </message>
  <message>
   <source>The first row of {1} does not name the columns identifier and sha256.</source>
   <translation>Die erste Zeile von {1} nennt nicht die Spalten identifier und sha256.</translation>
  </message>
  <message>
   <source>The file {1} cannot be read: {2}.</source>
   <translation>Die Datei {1} ist nicht lesbar: {2}.</translation>
  </message>
  <message>
   <source>The file {1} is not text in UTF-8, or no table.</source>
   <translation>Die Datei {1} ist kein Text in UTF-8 oder keine Tabelle.</translation>
  </message>
  <message>
   <source>Nothing can be written to {1}: {2}.</source>
   <translation>Nach {1} kann nichts geschrieben werden: {2}.</translation>
  </message>
  <message>
   <source>The API key may not read {1} there. {2}</source>
   <translation>Der API-Schlüssel darf {1} dort nicht lesen. {2}</translation>
  </message>
  <message>
   <source>The platform does not know the product {1}.</source>
   <translation>Die Plattform kennt das Produkt {1} nicht.</translation>
  </message>
  <message>
   <source>An engineer must correct the product's PRN in the settings.</source>
   <translation>Die Technik muss die PRN des Produkts in den Einstellungen berichtigen.</translation>
  </message>
  <message>
   <source>The platform would not take this device: {1} is wrong.</source>
   <translation>Die Plattform würde dieses Gerät nicht nehmen: {1} ist falsch.</translation>
  </message>
  <message>
   <source>The platform has the key {1}, which is not pinned.</source>
   <translation>Die Plattform hat den Schlüssel {1}, der nicht festgelegt ist.</translation>
  </message>
  <message>
   <source>Somebody may be answering in the platform's place. Where its key was changed, an engineer must change the pin.</source>
   <translation>Vielleicht antwortet jemand anderes an ihrer Stelle. Wurde ihr Schlüssel gewechselt, muss die Technik den Pin ändern.</translation>
  </message>
  <message>
   <source>The platform's pin is not of the form sha256//…: the base64 of a SHA-256 over its public key.</source>
   <translation>Der Pin der Plattform hat nicht die Form sha256//…: das Base64 einer SHA-256 über ihren öffentlichen Schlüssel.</translation>
  </message>
  <message>
   <source>An engineer must correct it; several, so that a key may be changed, are separated by “;”.</source>
   <translation>Die Technik muss ihn berichtigen; mehrere, damit ein Schlüssel gewechselt werden kann, werden mit „;“ getrennt.</translation>
  </message>
  <message>
   <source>Neither the recipe {1} nor the settings name the product on the platform.</source>
   <translation>Weder das Rezept {1} noch die Einstellungen nennen das Produkt auf der Plattform.</translation>
  </message>
  <message>
   <source>An engineer must put the product's PRN into the recipe or the settings.</source>
   <translation>Die Technik muss die PRN des Produkts in das Rezept oder die Einstellungen eintragen.</translation>
  </message>
  <message>
   <source>The platform was told of {1} and answers with {2}.</source>
   <translation>Der Plattform wurde {1} gemeldet, und sie antwortet mit {2}.</translation>
  </message>
  <message>
   <source>The platform knows {1} under the product {2}; the recipe has {3}.</source>
   <translation>Die Plattform kennt {1} unter dem Produkt {2}; das Rezept hat {3}.</translation>
  </message>
  <message>
   <source>The platform took what {1} is to be, and shows another {2}.</source>
   <translation>Die Plattform hat angenommen, was {1} sein soll, und zeigt für {2} etwas anderes.</translation>
  </message>
  <message>
   <source>The platform has another certificate for {1}: serial {2}, where ours is {3}.</source>
   <translation>Die Plattform hat für {1} ein anderes Zertifikat: Seriennummer {2}, unsere ist {3}.</translation>
  </message>
  <message>
   <source>The platform was given the certificate {1} and answers with {2}.</source>
   <translation>Der Plattform wurde das Zertifikat {1} gegeben, und sie antwortet mit {2}.</translation>
  </message>
  <message>
   <source>The platform has {1} as {2}, which somebody {3}; the recipe wants a device that may work.</source>
   <translation>Die Plattform hat {1} als {2}, das jemand {3} hat; das Rezept will ein Gerät, das arbeiten darf.</translation>
  </message>
  <message>
   <source>The platform accepted {1} and does not show it.</source>
   <translation>Die Plattform hat {1} angenommen und zeigt es nicht.</translation>
  </message>
  <message>
   <source>The platform says that {1} is taken, and shows no such device: {2}</source>
   <translation>Die Plattform sagt, dass {1} vergeben ist, und zeigt kein solches Gerät: {2}</translation>
  </message>
  <message>
   <source>The environment names a proxy that the station cannot use.</source>
   <translation>Die Umgebung nennt einen Proxy, den die Station nicht benutzen kann.</translation>
  </message>
  <message>
   <source>Name a proxy that begins with http://, or exempt the platform in no_proxy.</source>
   <translation>Einen Proxy nennen, der mit http:// beginnt oder die Plattform in no_proxy ausnehmen.</translation>
  </message>
  <message>
   <source>{1} answers more than the platform ever does.</source>
   <translation>{1} antwortet mehr, als die Plattform je tut.</translation>
  </message>
  <message>
   <source>The platform does not know {1}, so no device of it could come by itself.</source>
   <translation>Die Plattform kennt {1} nicht, also könnte kein Gerät davon von selbst kommen.</translation>
  </message>
  <message>
   <source>On the platform {1} ended on {2}: it makes no device of it any more.</source>
   <translation>Auf der Plattform endete {1} am {2}: Sie legt kein Gerät mehr davon an.</translation>
  </message>
  <message>
   <source>Nothing is remembered of what the platform is to make of the devices of {1}.</source>
   <translation>Es ist nichts darüber festgehalten, was die Plattform aus den Geräten von {1} machen soll.</translation>
  </message>
  <message>
   <source>The platform would make devices of {1} under the product {2}; the recipe has {3}.</source>
   <translation>Die Plattform würde Geräte von {1} unter dem Produkt {2} anlegen; das Rezept hat {3}.</translation>
  </message>
  <message>
   <source>The platform would put devices of {1} into {2}; the recipe has {3}.</source>
   <translation>Die Plattform würde Geräte von {1} in {2} legen; das Rezept hat {3}.</translation>
  </message>
  <message>
   <source>The device's certificate request cannot be read.</source>
   <translation>Der Zertifikatsantrag des Geräts ist nicht lesbar.</translation>
  </message>
  <message>
   <source>Another device answers than before: {1} {2}, and not {3} {4}.</source>
   <translation>Es antwortet ein anderes Gerät als vorher: {1} {2}, und nicht {3} {4}.</translation>
  </message>
  <message>
   <source>What the device says is its {1} cannot be one: {2} characters, or some that do not show.</source>
   <translation>Was das Gerät als {1} nennt, kann keine sein: {2} Zeichen oder solche, die man nicht sieht.</translation>
  </message>
  <message>
   <source>Scan the right label, or put the unit aside.</source>
   <translation>Das richtige Etikett scannen oder das Gerät beiseitelegen.</translation>
  </message>
  <message>
   <source>Put the unit aside: two units may not share one identity.</source>
   <translation>Gerät beiseitelegen: Zwei Geräte dürfen nicht dieselbe Identität haben.</translation>
  </message>
  <message>
   <source>Provision it as a new unit, without rotation.</source>
   <translation>Als neues Gerät bereitstellen, ohne Erneuerung.</translation>
  </message>
  <message>
   <source>A supervisor may give it a new certificate: “Start over” on its tray, or `birthmark provision --rotate --reason …`.</source>
   <translation>Die Schichtleitung kann ihm ein neues Zertifikat geben: „Neu beginnen“ auf seinem Platz, oder `birthmark provision --rotate --reason …`.</translation>
  </message>
  <message>
   <source>A supervisor ends the rotation: “Start over” on its tray, or `birthmark provision --rotate --reason …`.</source>
   <translation>Die Schichtleitung schließt die Erneuerung ab: „Neu beginnen“ auf seinem Platz, oder `birthmark provision --rotate --reason …`.</translation>
  </message>
  <message>
   <source>Set the station's clock, then start over.</source>
   <translation>Die Uhr der Station stellen, dann neu beginnen.</translation>
  </message>
  <message>
   <source>Correct the list: the first row names the columns, `serial` and, where wanted, model, revision, firmware, chip, csr.</source>
   <translation>Die Liste berichtigen: Die erste Zeile nennt die Spalten, `serial` und, wo gewünscht, model, revision, firmware, chip, csr.</translation>
  </message>
  <message>
   <source>Correct the row and put it into a new list; what is done is not done twice.</source>
   <translation>Die Zeile berichtigen und in eine neue Liste setzen; was fertig ist, wird nicht zweimal gemacht.</translation>
  </message>
  <message>
   <source>Choose a new folder, or start again with the list, the recipe and the protection that this one was begun with.</source>
   <translation>Einen neuen Ordner wählen oder mit der Liste, dem Rezept und dem Schutz neu starten, mit denen dieser begonnen wurde.</translation>
  </message>
  <message>
   <source>Name the certificate of whoever is to open them (an RSA or EC one), or give a passphrase.</source>
   <translation>Das Zertifikat dessen nennen, der sie öffnen soll (eines mit RSA oder EC), oder eine Passphrase angeben.</translation>
  </message>
  <message>
   <source>Check the network. The unit keeps what it has: start over when the platform is back.</source>
   <translation>Das Netz prüfen. Das Gerät behält, was es hat: neu beginnen, wenn die Plattform wieder da ist.</translation>
  </message>
  <message>
   <source>Check the station's clock and the platform's CA bundle; a proxy may be answering in its place.</source>
   <translation>Die Uhr der Station und die CA-Datei der Plattform prüfen; vielleicht antwortet ein Proxy an ihrer Stelle.</translation>
  </message>
  <message>
   <source>Wait a little, then start over.</source>
   <translation>Ein wenig warten, dann neu beginnen.</translation>
  </message>
  <message>
   <source>A supervisor must check the platform's API key and what it may do.</source>
   <translation>Die Schichtleitung muss den API-Schlüssel der Plattform und seine Rechte prüfen.</translation>
  </message>
  <message>
   <source>A supervisor must look at the platform's answer.</source>
   <translation>Die Schichtleitung muss die Antwort der Plattform ansehen.</translation>
  </message>
  <message>
   <source>Put the unit aside: the platform knows another unit by this identifier. A supervisor decides.</source>
   <translation>Gerät beiseitelegen: Die Plattform kennt ein anderes Gerät unter dieser Kennung. Die Schichtleitung entscheidet.</translation>
  </message>
  <message>
   <source>A supervisor must look at the device's CA on the platform; `birthmark platform contacts` tells what the platform says.</source>
   <translation>Die Schichtleitung muss die CA des Geräts auf der Plattform ansehen; `birthmark platform contacts` sagt, was die Plattform meldet.</translation>
  </message>
  <message>
   <source>A supervisor must register the CA with the platform and set its just-in-time provisioning for this recipe.</source>
   <translation>Die Schichtleitung muss die CA bei der Plattform registrieren und ihre Just-in-time-Anlage für dieses Rezept einstellen.</translation>
  </message>
  <message>
   <source>Set the station's clock, then start over; where it is right, the platform's is wrong: a supervisor must tell its maker.</source>
   <translation>Die Uhr der Station stellen, dann neu beginnen; geht sie richtig, geht die der Plattform falsch: Die Schichtleitung muss es dem Betreiber melden.</translation>
  </message>
  <message>
   <source>Bring the file again: JSON Lines or CSV with identifier, sha256, device and certificate, or with an error.</source>
   <translation>Die Datei noch einmal bringen: JSON Lines oder CSV mit identifier, sha256, device und certificate oder mit einem Fehler.</translation>
  </message>
  <message>
   <source>Check the platform's address; a proxy may be answering in its place.</source>
   <translation>Die Adresse der Plattform prüfen; vielleicht antwortet ein Proxy an ihrer Stelle.</translation>
  </message>
  <message>
   <source>Plug the unit in again and start over.</source>
   <translation>Gerät wieder einstecken und neu beginnen.</translation>
  </message>
  <message>
   <source>Check cable and power, then start over. If it happens again, put the unit aside.</source>
   <translation>Kabel und Strom prüfen, dann neu beginnen. Passiert es wieder, Gerät beiseitelegen.</translation>
  </message>
  <message>
   <source>Start over once. If it happens again, put the unit aside.</source>
   <translation>Einmal neu beginnen. Passiert es wieder, Gerät beiseitelegen.</translation>
  </message>
  <message>
   <source>Check the cable, then start over. If it happens again, put the unit aside.</source>
   <translation>Das Kabel prüfen, dann neu beginnen. Passiert es wieder, Gerät beiseitelegen.</translation>
  </message>
  <message>
   <source>If only this unit refuses, put it aside. Otherwise an engineer must correct the credential.</source>
   <translation>Weigert sich nur dieses Gerät, beiseitelegen. Sonst muss die Technik die Zugangsdaten berichtigen.</translation>
  </message>
  <message>
   <source>Put the unit aside: it is not the product of this recipe.</source>
   <translation>Gerät beiseitelegen: Es ist nicht das Produkt dieses Rezepts.</translation>
  </message>
  <message>
   <source>Put the unit aside, and whatever was in the tray before it: nothing more was written. A supervisor decides.</source>
   <translation>Dieses Gerät beiseitelegen, und was vorher auf dem Platz war, ebenso: Es wurde nichts mehr geschrieben. Die Schichtleitung entscheidet.</translation>
  </message>
  <message>
   <source>Put the unit aside: it was provisioned elsewhere. A supervisor decides.</source>
   <translation>Gerät beiseitelegen: Es wurde anderswo bereitgestellt. Die Schichtleitung entscheidet.</translation>
  </message>
  <message>
   <source>Take it out. If it is the right product, an engineer must write or correct its recipe.</source>
   <translation>Gerät herausnehmen. Ist es das richtige Produkt, muss die Technik sein Rezept anpassen.</translation>
  </message>
  <message>
   <source>Plug the device into a tray's own socket; an engineer can bind this socket to a tray.</source>
   <translation>Das Gerät in die Buchse eines Platzes stecken; die Technik kann diese Buchse einem Platz zuordnen.</translation>
  </message>
  <message>
   <source>Check the unit's battery and its way to a time server, then start over; the unit keeps what it has.</source>
   <translation>Die Batterie des Geräts und seinen Weg zu einem Zeitserver prüfen, dann neu beginnen; das Gerät behält, was es hat.</translation>
  </message>
  <message>
   <source>Check the tray's power supply and its contacts, then start over.</source>
   <translation>Die Stromversorgung des Platzes und seine Kontakte prüfen, dann neu beginnen.</translation>
  </message>
  <message>
   <source>Teach the other tray another socket first.</source>
   <translation>Dem anderen Platz zuerst eine andere Buchse zuordnen.</translation>
  </message>
  <message>
   <source>Take one of them out, then start over.</source>
   <translation>Eines davon herausnehmen, dann neu beginnen.</translation>
  </message>
  <message>
   <source>Check that the device is plugged in; `birthmark devices` lists what is there.</source>
   <translation>Prüfen, ob das Gerät eingesteckt ist; `birthmark devices` zeigt, was da ist.</translation>
  </message>
  <message>
   <source>Close the other program (a terminal, ModemManager) or ask for access to the port.</source>
   <translation>Das andere Programm schließen (ein Terminal, ModemManager) oder Zugriff auf den Anschluss verlangen.</translation>
  </message>
  <message>
   <source>Scan the order again, or have a supervisor make it.</source>
   <translation>Den Auftrag noch einmal scannen, oder die Schichtleitung legt ihn an.</translation>
  </message>
  <message>
   <source>Correct the order.</source>
   <translation>Den Auftrag berichtigen.</translation>
  </message>
  <message>
   <source>Open another order, or ask the supervisor.</source>
   <translation>Einen anderen Auftrag öffnen oder die Schichtleitung fragen.</translation>
  </message>
  <message>
   <source>An engineer must bring back what was changed, or a supervisor makes a new order for the new version.</source>
   <translation>Die Technik muss zurückbringen, was geändert wurde, oder die Schichtleitung legt einen neuen Auftrag für die neue Fassung an.</translation>
  </message>
  <message>
   <source>An engineer must approve this version, on the page Recipes or with `birthmark recipes approve`.</source>
   <translation>Die Technik muss diese Fassung freigeben, auf der Seite Rezepte oder mit `birthmark recipes approve`.</translation>
  </message>
  <message>
   <source>See `birthmark recipes list` for the versions that there are.</source>
   <translation>`birthmark recipes list` zeigt die vorhandenen Fassungen.</translation>
  </message>
  <message>
   <source>Put the unit aside: it belongs to another order.</source>
   <translation>Gerät beiseitelegen: Es gehört zu einem anderen Auftrag.</translation>
  </message>
  <message>
   <source>Put the unit aside. The order is done; a supervisor closes it.</source>
   <translation>Gerät beiseitelegen. Der Auftrag ist fertig; die Schichtleitung schließt ihn.</translation>
  </message>
  <message>
   <source>Wait until that unit is done, then start this one.</source>
   <translation>Warten, bis jenes Gerät fertig ist, dann dieses starten.</translation>
  </message>
  <message>
   <source>Take the unit out. To work on it again a supervisor must say why.</source>
   <translation>Gerät herausnehmen. Um es noch einmal zu bearbeiten, muss die Schichtleitung den Grund nennen.</translation>
  </message>
  <message>
   <source>Scan the badge again and type the PIN with care.</source>
   <translation>Den Ausweis noch einmal scannen und die PIN sorgfältig eingeben.</translation>
  </message>
  <message>
   <source>Wait, or have an administrator set a new PIN.</source>
   <translation>Warten, oder ein Administrator setzt eine neue PIN.</translation>
  </message>
  <message>
   <source>Choose 4 to 12 digits that are no row and not all the same.</source>
   <translation>4 bis 12 Ziffern wählen, die keine Reihe und nicht alle gleich sind.</translation>
  </message>
  <message>
   <source>Correct it and try again.</source>
   <translation>Berichtigen und noch einmal versuchen.</translation>
  </message>
  <message>
   <source>Check that the HSM is plugged in and its software runs, then log in again.</source>
   <translation>HSM und seine Software prüfen, dann neu anmelden.</translation>
  </message>
  <message>
   <source>A supervisor must unlock the HSM: in the window on the page Authority, on the command line with --ask-pin.</source>
   <translation>Die Schichtleitung muss das HSM entsperren: im Fenster auf der Seite CA, auf der Kommandozeile mit --ask-pin.</translation>
  </message>
  <message>
   <source>Check the PIN before the next try: too many wrong ones lock the token.</source>
   <translation>Die PIN vor dem nächsten Versuch prüfen: Zu viele falsche sperren das Token.</translation>
  </message>
  <message>
   <source>Check the path and the passphrase of the CA's key file.</source>
   <translation>Pfad und Passphrase der Schlüsseldatei der CA prüfen.</translation>
  </message>
  <message>
   <source>A supervisor must bring in a valid CA certificate.</source>
   <translation>Die Schichtleitung muss ein gültiges CA-Zertifikat bringen.</translation>
  </message>
  <message>
   <source>A supervisor must bring in the right CA certificate for this key.</source>
   <translation>Die Schichtleitung muss das richtige CA-Zertifikat zu diesem Schlüssel bringen.</translation>
  </message>
  <message>
   <source>An engineer must correct the recipe or the profile.</source>
   <translation>Die Technik muss das Rezept oder das Profil berichtigen.</translation>
  </message>
  <message>
   <source>Check the serial number: `birthmark history` shows every certificate of this station.</source>
   <translation>Die Seriennummer prüfen: `birthmark history` zeigt jedes Zertifikat dieser Station.</translation>
  </message>
  <message>
   <source>Put the unit aside: its identity is not from the maker. If all units say so, an engineer must check the maker's CA file.</source>
   <translation>Gerät beiseitelegen: Seine Identität ist nicht vom Hersteller. Sagen das alle Geräte, muss die Technik die CA-Datei des Herstellers prüfen.</translation>
  </message>
  <message>
   <source>There is nothing to do. `birthmark ca crl` signs the list that tells everybody.</source>
   <translation>Es ist nichts zu tun. `birthmark ca crl` signiert die Liste, die es allen sagt.</translation>
  </message>
  <message>
   <source>Put the unit aside: it must make a new key before it can be used again. A supervisor decides.</source>
   <translation>Gerät beiseitelegen: Es muss einen neuen Schlüssel machen, bevor es wieder benutzt werden kann. Die Schichtleitung entscheidet.</translation>
  </message>
  <message>
   <source>Correct what the sentence names, then go on where you were: nothing was changed.</source>
   <translation>Berichtigen, was der Satz nennt, dann dort weitermachen: Es wurde nichts geändert.</translation>
  </message>
  <message>
   <source>Choose another authority or another day; both must be valid on the day of the change.</source>
   <translation>Eine andere CA oder einen anderen Tag wählen; beide müssen am Tag des Wechsels gültig sein.</translation>
  </message>
  <message>
   <source>Put the unit aside and call an engineer: its certificate, or the recipe's, must be corrected.</source>
   <translation>Gerät beiseitelegen und die Technik rufen: Sein Zertifikat oder das des Rezepts muss berichtigt werden.</translation>
  </message>
  <message>
   <source>Start over once. If it happens again, put the unit aside: it does not keep its identity.</source>
   <translation>Einmal neu beginnen. Passiert es wieder, Gerät beiseitelegen: Es behält seine Identität nicht.</translation>
  </message>
  <message>
   <source>An engineer must name the printer in the settings (`[printer]`).</source>
   <translation>Die Technik muss den Drucker in den Einstellungen nennen (`[printer]`).</translation>
  </message>
  <message>
   <source>Switch the printer on and check its cable: the label is printed then.</source>
   <translation>Drucker einschalten und sein Kabel prüfen: Dann wird das Etikett gedruckt.</translation>
  </message>
  <message>
   <source>Put in a new roll: the label is printed then.</source>
   <translation>Eine neue Rolle einlegen: Dann wird das Etikett gedruckt.</translation>
  </message>
  <message>
   <source>Close the printer: the label is printed then.</source>
   <translation>Den Drucker schließen: Dann wird das Etikett gedruckt.</translation>
  </message>
  <message>
   <source>Let the printer go on (its pause button, or its queue): the label is printed then.</source>
   <translation>Den Drucker fortfahren lassen (Pausentaste oder Warteschlange): Dann wird das Etikett gedruckt.</translation>
  </message>
  <message>
   <source>Look at the printer: switch it off and on again. If it says so again, call an engineer.</source>
   <translation>Nach dem Drucker sehen: aus- und wieder einschalten. Sagt er es wieder, die Technik rufen.</translation>
  </message>
  <message>
   <source>Call an engineer: the label is printed once the printer takes it.</source>
   <translation>Die Technik rufen: Das Etikett wird gedruckt, sobald der Drucker es annimmt.</translation>
  </message>
  <message>
   <source>Look whether the label is there. Say so, or print it again.</source>
   <translation>Nachsehen, ob das Etikett da ist. Das melden oder noch einmal drucken.</translation>
  </message>
  <message>
   <source>Put the unit aside. An engineer must give the label more room, or the unit shorter words.</source>
   <translation>Gerät beiseitelegen. Die Technik muss dem Etikett mehr Platz geben oder dem Gerät kürzere Worte.</translation>
  </message>
  <message>
   <source>Look at the run in the history: it tells whether it has a label.</source>
   <translation>Den Lauf im Verlauf ansehen: Er sagt, ob es ein Etikett gibt.</translation>
  </message>
  <message>
   <source>Scan again. If it happens again, put the label aside.</source>
   <translation>Noch einmal scannen. Passiert es wieder, das Etikett beiseitelegen.</translation>
  </message>
  <message>
   <source>Plug the barcode scanner in again. Until then, type the serial number.</source>
   <translation>Den Barcodescanner wieder einstecken. Bis dahin die Seriennummer eintippen.</translation>
  </message>
  <message>
   <source>Look which port the scanner is at, and begin again.</source>
   <translation>Nachsehen, an welcher Schnittstelle der Scanner ist, dann noch einmal beginnen.</translation>
  </message>
  <message>
   <source>Scan again. If it happens again, the label is misprinted: put the unit aside.</source>
   <translation>Noch einmal scannen. Passiert es wieder, ist das Etikett falsch gedruckt: Gerät beiseitelegen.</translation>
  </message>
  <message>
   <source>Scan the label of the unit. If it was that, put the unit aside: it belongs to another order.</source>
   <translation>Das Etikett des Geräts scannen. War es das, Gerät beiseitelegen: Es gehört zu einem anderen Auftrag.</translation>
  </message>
  <message>
   <source>An engineer must correct the settings.</source>
   <translation>Die Technik muss die Einstellungen berichtigen.</translation>
  </message>
  <message>
   <source>An engineer must correct the recipe.</source>
   <translation>Die Technik muss das Rezept berichtigen.</translation>
  </message>
  <message>
   <source>An engineer must correct the certificate profile.</source>
   <translation>Die Technik muss das Zertifikatsprofil berichtigen.</translation>
  </message>
  <message>
   <source>An engineer must correct the label template.</source>
   <translation>Die Technik muss die Etikettenvorlage berichtigen.</translation>
  </message>
  <message>
   <source>Start the window on the station's own desktop. Every command works without a screen: birthmark --help lists them.</source>
   <translation>Das Fenster am Bildschirm der Station selbst starten. Jeder Befehl geht auch ohne Bildschirm: birthmark --help nennt sie.</translation>
  </message>
  <message>
   <source>Start the unit over: what is already done is found and kept.</source>
   <translation>Das Gerät neu beginnen: Was fertig ist, wird gefunden und bleibt.</translation>
  </message>
  <message>
   <source>Close the other Birthmark that uses this home.</source>
   <translation>Das andere Birthmark schließen, das diesen Ordner benutzt.</translation>
  </message>
  <message>
   <source>Make space on the disk or correct its permissions; nothing is provisioned until the ledger can be written.</source>
   <translation>Platz auf der Platte schaffen oder die Rechte berichtigen; es wird nichts bereitgestellt, bis das Journal geschrieben werden kann.</translation>
  </message>
  <message>
   <source>Start the newer Birthmark, or use another home.</source>
   <translation>Das neuere Birthmark starten oder einen anderen Ordner benutzen.</translation>
  </message>
  <message>
   <source>Start the station once, or run `birthmark db upgrade`: a copy of the ledger is made first.</source>
   <translation>Die Station einmal starten oder `birthmark db upgrade` aufrufen: Zuerst wird eine Kopie des Journals gemacht.</translation>
  </message>
  <message>
   <source>Keep the file as it is and bring back the last backup.</source>
   <translation>Die Datei lassen, wie sie ist, und die letzte Sicherung zurückspielen.</translation>
  </message>
  <message>
   <source>Keep the ledger as it is and call whoever is responsible for security.</source>
   <translation>Das Journal lassen, wie es ist, und die für Sicherheit Verantwortlichen rufen.</translation>
  </message>
  <message>
   <source>Bring the key back (the keyring, or the file in the home); without it nothing can be signed, and nothing is provisioned.</source>
   <translation>Den Schlüssel zurückbringen (den Schlüsselbund oder die Datei im Ordner); ohne ihn kann nichts signiert werden, und es wird nichts bereitgestellt.</translation>
  </message>
  <message>
   <source>Set the secret station-key, a passphrase, in the environment (BIRTHMARK_SECRET_STATION_KEY) or among systemd's credentials, and keep a copy of it in a safe place; or give the station's account a keyring.</source>
   <translation>Das Geheimnis station-key, eine Passphrase, in der Umgebung (BIRTHMARK_SECRET_STATION_KEY) oder bei den systemd-Credentials hinterlegen und eine Kopie sicher verwahren; oder dem Konto der Station einen Schlüsselbund geben.</translation>
  </message>
  <message>
   <source>Do not trust the file; keep it as it is and call whoever is responsible for security.</source>
   <translation>Der Datei nicht trauen; sie lassen, wie sie ist, und die für Sicherheit Verantwortlichen rufen.</translation>
  </message>
  <message>
   <source>Make space, or choose a folder that can be written and does not hold this export yet.</source>
   <translation>Platz schaffen oder einen Ordner wählen, der beschreibbar ist und diesen Export noch nicht enthält.</translation>
  </message>
  <message>
   <source>Do not use it: take it again from the station, and tell whoever is responsible for security.</source>
   <translation>Nicht benutzen: noch einmal von der Station holen und die für Sicherheit Verantwortlichen unterrichten.</translation>
  </message>
  <message>
   <source>Choose another backup; the ledger was left as it is.</source>
   <translation>Eine andere Sicherung wählen; das Journal blieb, wie es ist.</translation>
  </message>
  <message>
   <source>Finish it first (close the order, settle the queue), or archive only what is older.</source>
   <translation>Das zuerst abschließen (den Auftrag schließen, das Offene melden) oder nur Älteres archivieren.</translation>
  </message>
  <message>
   <source>{1} ({2}) may not {3}.</source>
   <translation>{1} ({2}) darf das nicht: {3}.</translation>
  </message>
  <message>
   <source>This needs a person who is {1}: scan such a badge.</source>
   <translation>Das braucht eine Person mit der Rolle {1}: einen solchen Ausweis scannen.</translation>
  </message>
  <message>
   <source>A reason is missing.</source>
   <translation>Ein Grund fehlt.</translation>
  </message>
  <message>
   <source>Say in a few words why.</source>
   <translation>In wenigen Worten den Grund nennen.</translation>
  </message>
  <message>
   <source>The recipe that the unit was made by can no longer be read by this program.</source>
   <translation>Das Rezept, nach dem das Gerät gemacht wurde, ist von diesem Programm nicht mehr lesbar.</translation>
  </message>
  <message>
   <source>The device is a {1}; the recipe is for {2}.</source>
   <translation>Das Gerät ist ein {1}; das Rezept ist für {2}.</translation>
  </message>
  <message>
   <source>The device's serial number {1} is not of the form {2}.</source>
   <translation>Die Seriennummer {1} des Geräts hat nicht die Form {2}.</translation>
  </message>
  <message>
   <source>{1} cannot be an identifier: 1 to 64 letters, digits and . _ : - inside.</source>
   <translation>{1} kann keine Kennung sein: 1 bis 64 Buchstaben, Ziffern und innen . _ : -.</translation>
  </message>
  <message>
   <source>The station made a mistake ({1}).</source>
   <translation>Die Station hat einen Fehler gemacht ({1}).</translation>
  </message>
  <message>
   <source>Put the unit aside and call an engineer: the log has the details.</source>
   <translation>Gerät beiseitelegen und die Technik rufen: Die Einzelheiten stehen im Log.</translation>
  </message>
  <message>
   <source>The signature is not one of the station's key {1}…, or what it signed was altered.</source>
   <translation>Die Signatur ist nicht vom Schlüssel {1}… der Station, oder was sie signierte, wurde verändert.</translation>
  </message>
  <message>
   <source>The signature's file cannot be read.</source>
   <translation>Die Datei der Signatur ist nicht lesbar.</translation>
  </message>
  <message>
   <source>An order's number has 1 to 40 letters, digits and . _ / - inside.</source>
   <translation>Eine Auftragsnummer hat 1 bis 40 Buchstaben, Ziffern und innen . _ / -.</translation>
  </message>
  <message>
   <source>The order does not say what is made.</source>
   <translation>Der Auftrag sagt nicht, was gefertigt wird.</translation>
  </message>
  <message>
   <source>The order's quantity must be 1 to {1}.</source>
   <translation>Die Menge des Auftrags muss 1 bis {1} sein.</translation>
  </message>
  <message>
   <source>The order is for {1} units and lists only {2} serial numbers.</source>
   <translation>Der Auftrag ist für {1} Geräte und nennt nur {2} Seriennummern.</translation>
  </message>
  <message>
   <source>{1} serial numbers are listed twice: {2}{3}.</source>
   <translation>{1} Seriennummern stehen zweimal in der Liste: {2}{3}.</translation>
  </message>
  <message>
   <source>Correct the list and make the order again.</source>
   <translation>Die Liste berichtigen und den Auftrag noch einmal anlegen.</translation>
  </message>
  <message>
   <source>From {1} to {2} is no range: both must be the same but for digits at the end, of the same length.</source>
   <translation>Von {1} bis {2} ist kein Bereich: Beide müssen gleich sein bis auf Ziffern am Ende, gleich lang.</translation>
  </message>
  <message>
   <source>From {1} to {2} is no range of 1 to {3} serial numbers.</source>
   <translation>Von {1} bis {2} ist kein Bereich von 1 bis {3} Seriennummern.</translation>
  </message>
  <message>
   <source>Serial number {1} of the list cannot be one: 1 to 64 letters, digits and . _ : - inside.</source>
   <translation>Seriennummer {1} der Liste kann keine sein: 1 bis 64 Buchstaben, Ziffern und innen . _ : -.</translation>
  </message>
  <message>
   <source>{1} is the home of a real station, not of a demo.</source>
   <translation>{1} ist der Ordner einer echten Station, nicht der einer Demo.</translation>
  </message>
  <message>
   <source>Give the demo a home of its own.</source>
   <translation>Der Demo einen eigenen Ordner geben.</translation>
  </message>
  <message>
   <source>This device cannot make another key in the place of the one it has ({1}).</source>
   <translation>Dieses Gerät kann an Stelle seines Schlüssels keinen anderen machen ({1}).</translation>
  </message>
  <message>
   <source>An engineer must let the recipe keep the key: rotation.key = 'same'.</source>
   <translation>Die Technik muss das Rezept den Schlüssel behalten lassen: rotation.key = 'same'.</translation>
  </message>
  <message>
   <source>This device cannot call {1} by itself.</source>
   <translation>Dieses Gerät kann {1} nicht selbst anrufen.</translation>
  </message>
  <message>
   <source>The device did not finish its answer within {1} seconds.</source>
   <translation>Das Gerät hat seine Antwort nicht innerhalb von {1} Sekunden beendet.</translation>
  </message>
  <message>
   <source>The device gets no answer from {1}.</source>
   <translation>Das Gerät erhält von {1} keine Antwort.</translation>
  </message>
  <message>
   <source>Check the device's network, then start over: the unit keeps what it has.</source>
   <translation>Das Netz des Geräts prüfen, dann neu beginnen: Das Gerät behält, was es hat.</translation>
  </message>
  <message>
   <source>The device does not believe that {1} is the platform: {2}.</source>
   <translation>Das Gerät glaubt nicht, dass {1} die Plattform ist: {2}.</translation>
  </message>
  <message>
   <source>The device could not call the platform: {1}.</source>
   <translation>Das Gerät konnte die Plattform nicht anrufen: {1}.</translation>
  </message>
  <message>
   <source>The platform at {1} turned the device away in the TLS handshake: it believes neither its certificate nor its CA.</source>
   <translation>Die Plattform unter {1} wies das Gerät beim TLS-Handshake ab: Sie traut weder seinem Zertifikat noch seiner CA.</translation>
  </message>
  <message>
   <source>A Linux device cannot be locked by the station.</source>
   <translation>Ein Linux-Gerät kann von der Station nicht verriegelt werden.</translation>
  </message>
  <message>
   <source>The device tells neither model nor serial number, not by DMI and not by its device tree.</source>
   <translation>Das Gerät nennt weder Modell noch Seriennummer, weder über DMI noch über seinen Device Tree.</translation>
  </message>
  <message>
   <source>The device does not keep the certificate that was written to it.</source>
   <translation>Das Gerät behält das Zertifikat nicht, das ihm geschrieben wurde.</translation>
  </message>
  <message>
   <source>The device does not keep what was written to {1}.</source>
   <translation>Das Gerät behält nicht, was nach {1} geschrieben wurde.</translation>
  </message>
  <message>
   <source>What the device keeps as its certificates holds more than the certificates that were written.</source>
   <translation>Was das Gerät als seine Zertifikate behält, ist mehr als die geschriebenen Zertifikate.</translation>
  </message>
  <message>
   <source>The device answered no certificate request.</source>
   <translation>Das Gerät antwortete ohne Zertifikatsantrag.</translation>
  </message>
  <message>
   <source>The device's key cannot be used: {1}.</source>
   <translation>Der Schlüssel des Geräts ist nicht benutzbar: {1}.</translation>
  </message>
  <message>
   <source>Put the unit aside: nothing was made in the key's place. An engineer must look at it.</source>
   <translation>Gerät beiseitelegen: An Stelle des Schlüssels wurde nichts gemacht. Die Technik muss es ansehen.</translation>
  </message>
  <message>
   <source>{1} on the device is not what peridiod reads; it was left as it is.</source>
   <translation>{1} auf dem Gerät ist nicht, was peridiod liest; es blieb, wie es war.</translation>
  </message>
  <message>
   <source>Put the unit aside: an engineer must look at the file.</source>
   <translation>Gerät beiseitelegen: Die Technik muss die Datei ansehen.</translation>
  </message>
  <message>
   <source>What the device keeps where its certificates belong is no certificate.</source>
   <translation>Was das Gerät dort behält, wo seine Zertifikate hingehören, ist kein Zertifikat.</translation>
  </message>
  <message>
   <source>The device believes no certificate of today, for its clock says {1}.</source>
   <translation>Das Gerät glaubt keinem Zertifikat von heute, denn seine Uhr sagt {1}.</translation>
  </message>
  <message>
   <source>The device cannot read U-Boot's environment: {1}.</source>
   <translation>Das Gerät kann die Umgebung von U-Boot nicht lesen: {1}.</translation>
  </message>
  <message>
   <source>U-Boot's environment does not keep {1}: it may have no room.</source>
   <translation>Die Umgebung von U-Boot behält {1} nicht: Vielleicht fehlt ihr der Platz.</translation>
  </message>
  <message>
   <source>The device cannot read {1}.</source>
   <translation>Das Gerät kann {1} nicht lesen.</translation>
  </message>
  <message>
   <source>What the device wrote to {1} is not what was sent.</source>
   <translation>Was das Gerät nach {1} schrieb, ist nicht, was gesendet wurde.</translation>
  </message>
  <message>
   <source>This device takes no key from outside: it makes its own.</source>
   <translation>Dieses Gerät nimmt keinen Schlüssel von außen: Es macht seinen eigenen.</translation>
  </message>
  <message>
   <source>The device's token does not accept the PIN.</source>
   <translation>Das Token des Geräts nimmt die PIN nicht an.</translation>
  </message>
  <message>
   <source>It was not tried again. An engineer must correct the PIN before the next try: too many wrong ones lock the token.</source>
   <translation>Es wurde nicht noch einmal versucht. Die Technik muss die PIN vor dem nächsten Versuch berichtigen: Zu viele falsche sperren das Token.</translation>
  </message>
  <message>
   <source>The device answered something that is not base64.</source>
   <translation>Das Gerät antwortete etwas, das kein Base64 ist.</translation>
  </message>
  <message>
   <source>The device's token cannot make another key in the place of the one it has.</source>
   <translation>Das Token des Geräts kann an Stelle seines Schlüssels keinen anderen machen.</translation>
  </message>
  <message>
   <source>The label {1} in key.uri cannot be used on a console.</source>
   <translation>Der Name {1} in key.uri ist auf einer Konsole nicht benutzbar.</translation>
  </message>
  <message>
   <source>The device cannot read its token: {1}.</source>
   <translation>Das Gerät kann sein Token nicht lesen: {1}.</translation>
  </message>
  <message>
   <source>What the token holds as its certificate is none.</source>
   <translation>Was das Token als sein Zertifikat enthält, ist keines.</translation>
  </message>
  <message>
   <source>The device cannot read its TPM's NV index {1}: {2}.</source>
   <translation>Das Gerät kann den NV-Index {1} seines TPM nicht lesen: {2}.</translation>
  </message>
  <message>
   <source>The certificate has {1} bytes, and an NV index of a TPM holds {2}.</source>
   <translation>Das Zertifikat hat {1} Bytes, und ein NV-Index eines TPM fasst {2}.</translation>
  </message>
  <message>
   <source>An engineer must keep it in files, or make it shorter.</source>
   <translation>Die Technik muss es in Dateien ablegen oder kürzer machen.</translation>
  </message>
  <message>
   <source>What is in the TPM's NV index {1} is no certificate.</source>
   <translation>Was im NV-Index {1} des TPM steht, ist kein Zertifikat.</translation>
  </message>
  <message>
   <source>A MicroPython board cannot be locked by the station.</source>
   <translation>Ein MicroPython-Board kann von der Station nicht verriegelt werden.</translation>
  </message>
  <message>
   <source>The board answered {1} bytes; {2} were asked for.</source>
   <translation>Das Board antwortete {1} Bytes; verlangt waren {2}.</translation>
  </message>
  <message>
   <source>The board tells no serial number: its build has no machine.unique_id().</source>
   <translation>Das Board nennt keine Seriennummer: Seinem Build fehlt machine.unique_id().</translation>
  </message>
  <message>
   <source>The board does not keep the certificate that was written to it.</source>
   <translation>Das Board behält das Zertifikat nicht, das ihm geschrieben wurde.</translation>
  </message>
  <message>
   <source>The board keeps more than the certificates that were written.</source>
   <translation>Das Board behält mehr als die geschriebenen Zertifikate.</translation>
  </message>
  <message>
   <source>The board's build cannot work with keys: it lacks long integers, random bytes or SHA-256.</source>
   <translation>Der Build des Boards kann nicht mit Schlüsseln arbeiten: Ihm fehlen lange Zahlen, Zufallsbytes oder SHA-256.</translation>
  </message>
  <message>
   <source>An engineer must write key.origin = "station" and proof.signature = false into the recipe, or take another build.</source>
   <translation>Die Technik muss key.origin = "station" und proof.signature = false in das Rezept schreiben oder einen anderen Build nehmen.</translation>
  </message>
  <message>
   <source>What the board reads from {1} cannot be understood.</source>
   <translation>Was das Board aus {1} liest, ist nicht zu verstehen.</translation>
  </message>
  <message>
   <source>The board cannot read {1}: {2}.</source>
   <translation>Das Board kann {1} nicht lesen: {2}.</translation>
  </message>
  <message>
   <source>What the board wrote to {1} is not what was sent.</source>
   <translation>Was das Board nach {1} schrieb, ist nicht, was gesendet wurde.</translation>
  </message>
  <message>
   <source>The board answered something that is not hexadecimal.</source>
   <translation>Das Board antwortete etwas, das nicht hexadezimal ist.</translation>
  </message>
  <message>
   <source>What the board keeps as its certificates is none.</source>
   <translation>Was das Board als seine Zertifikate behält, ist keines.</translation>
  </message>
  <message>
   <source>What the board tells as its public key is no point of P-256.</source>
   <translation>Was das Board als öffentlichen Schlüssel nennt, ist kein Punkt von P-256.</translation>
  </message>
  <message>
   <source>The board could not {1}: {2}.</source>
   <translation>Das Board konnte nicht {1}: {2}.</translation>
  </message>
  <message>
   <source>The modem could not {1}: {2}.</source>
   <translation>Das Modem konnte nicht {1}: {2}.</translation>
  </message>
  <message>
   <source>The modem cannot sign a challenge.</source>
   <translation>Das Modem kann keine Aufgabe signieren.</translation>
  </message>
  <message>
   <source>The modem cannot be locked by the station.</source>
   <translation>Das Modem kann von der Station nicht verriegelt werden.</translation>
  </message>
  <message>
   <source>The modem could not {1}: it warns that its supply voltage sags.</source>
   <translation>Das Modem konnte nicht {1}: Es warnt, dass seine Versorgungsspannung einbricht.</translation>
  </message>
  <message>
   <source>The modem attests its request as another device than it attests itself.</source>
   <translation>Das Modem beglaubigt seinen Antrag als ein anderes Gerät als sich selbst.</translation>
  </message>
  <message>
   <source>The modem does not keep the certificate that was written to it.</source>
   <translation>Das Modem behält das Zertifikat nicht, das ihm geschrieben wurde.</translation>
  </message>
  <message>
   <source>The modem does not keep the key of its certificate.</source>
   <translation>Das Modem behält den Schlüssel seines Zertifikats nicht.</translation>
  </message>
  <message>
   <source>The modem keeps more than the certificates that were written.</source>
   <translation>Das Modem behält mehr als die geschriebenen Zertifikate.</translation>
  </message>
  <message>
   <source>The modem shows no certificate, although it lists one.</source>
   <translation>Das Modem zeigt kein Zertifikat, obwohl es eines auflistet.</translation>
  </message>
  <message>
   <source>The certificate that the modem shows is not the one whose digest it lists.</source>
   <translation>Das Zertifikat, das das Modem zeigt, ist nicht das, dessen Prüfsumme es auflistet.</translation>
  </message>
  <message>
   <source>The modem says that it took a credential, and does not keep it as it was sent.</source>
   <translation>Das Modem sagt, dass es einen Eintrag angenommen hat, und behält ihn nicht so, wie er gesendet wurde.</translation>
  </message>
  <message>
   <source>The modem answers {1} with nothing that can be read.</source>
   <translation>Das Modem antwortet auf {1} nichts Lesbares.</translation>
  </message>
  <message>
   <source>The modem could {1}, and does not say how.</source>
   <translation>Das Modem konnte {1} und sagt nicht, wie.</translation>
  </message>
  <message>
   <source>What the modem keeps as its certificate is none.</source>
   <translation>Was das Modem als sein Zertifikat behält, ist keines.</translation>
  </message>
  <message>
   <source>What attests the modem's request is not signed by ECDSA with SHA-256.</source>
   <translation>Was den Antrag des Modems beglaubigt, ist nicht mit ECDSA und SHA-256 signiert.</translation>
  </message>
  <message>
   <source>The modem attests another request than the one it gave.</source>
   <translation>Das Modem beglaubigt einen anderen Antrag als den, den es gab.</translation>
  </message>
  <message>
   <source>What attests the modem's request cannot be read.</source>
   <translation>Was den Antrag des Modems beglaubigt, ist nicht lesbar.</translation>
  </message>
  <message>
   <source>The modem answered something that is not base64.</source>
   <translation>Das Modem antwortete etwas, das kein Base64 ist.</translation>
  </message>
  <message>
   <source>The device did not answer within {1} seconds.</source>
   <translation>Das Gerät hat {1} Sekunden lang nicht geantwortet.</translation>
  </message>
  <message>
   <source>The device's answer to “{1}” says neither yes nor no.</source>
   <translation>Die Antwort des Geräts auf „{1}“ sagt weder ja noch nein.</translation>
  </message>
  <message>
   <source>The device does not tell its {1}.</source>
   <translation>Das Gerät nennt sein Merkmal {1} nicht.</translation>
  </message>
  <message>
   <source>The device's {1} is no number.</source>
   <translation>Das Merkmal {1} des Geräts ist keine Zahl.</translation>
  </message>
  <message>
   <source>The device holds no certificate, although it took one.</source>
   <translation>Das Gerät enthält kein Zertifikat, obwohl es eines angenommen hat.</translation>
  </message>
  <message>
   <source>The device's {1} arrived damaged.</source>
   <translation>{1} des Geräts kam beschädigt an.</translation>
  </message>
  <message>
   <source>The device took another {1} than was written to it.</source>
   <translation>Das Gerät hat für {1} etwas anderes angenommen, als ihm geschrieben wurde.</translation>
  </message>
  <message>
   <source>The device sent nothing that can be read within {1} seconds.</source>
   <translation>Das Gerät hat {1} Sekunden lang nichts Lesbares gesendet.</translation>
  </message>
  <message>
   <source>The device's answer holds no readable data.</source>
   <translation>Die Antwort des Geräts enthält keine lesbaren Daten.</translation>
  </message>
  <message>
   <source>The device holds something where its certificate belongs that is none.</source>
   <translation>Das Gerät enthält an der Stelle seines Zertifikats etwas, das keines ist.</translation>
  </message>
  <message>
   <source>The device says that its {1} has {2} bytes, and gives others.</source>
   <translation>Das Gerät sagt, dass {1} {2} Bytes hat, und liefert andere.</translation>
  </message>
  <message>
   <source>The device did not answer “{1}” within {2} seconds.</source>
   <translation>Das Gerät hat auf „{1}“ {2} Sekunden lang nicht geantwortet.</translation>
  </message>
  <message>
   <source>The device does not speak version {1} of its protocol.</source>
   <translation>Das Gerät spricht Version {1} seines Protokolls nicht.</translation>
  </message>
  <message>
   <source>The {1} arrived in the device damaged; it keeps what it had.</source>
   <translation>{1} kam im Gerät beschädigt an; es behält, was es hatte.</translation>
  </message>
  <message>
   <source>The device could not read “{1}”.</source>
   <translation>Das Gerät konnte „{1}“ nicht lesen.</translation>
  </message>
  <message>
   <source>The device sends a line without end.</source>
   <translation>Das Gerät sendet eine Zeile ohne Ende.</translation>
  </message>
  <message>
   <source>The device sends something that cannot be read.</source>
   <translation>Das Gerät sendet etwas, das nicht lesbar ist.</translation>
  </message>
  <message>
   <source>The token takes no key from outside: it makes its own.</source>
   <translation>Das Token nimmt keinen Schlüssel von außen: Es macht seinen eigenen.</translation>
  </message>
  <message>
   <source>A token cannot be locked by the station.</source>
   <translation>Ein Token kann von der Station nicht verriegelt werden.</translation>
  </message>
  <message>
   <source>The token does not keep its key and its certificate.</source>
   <translation>Das Token behält seinen Schlüssel und sein Zertifikat nicht.</translation>
  </message>
  <message>
   <source>The certificate in the token is not one for its key.</source>
   <translation>Das Zertifikat im Token gehört nicht zu seinem Schlüssel.</translation>
  </message>
  <message>
   <source>The token does not keep its key.</source>
   <translation>Das Token behält seinen Schlüssel nicht.</translation>
  </message>
  <message>
   <source>The token holds {1} certificates under the label “{2}”, and none is for its key.</source>
   <translation>Das Token hält {1} Zertifikate unter dem Label „{2}“, und keines gehört zu seinem Schlüssel.</translation>
  </message>
  <message>
   <source>The token is gone: {1}</source>
   <translation>Das Token ist weg: {1}</translation>
  </message>
  <message>
   <source>U-Boot makes no key for {1}.</source>
   <translation>U-Boot macht keinen Schlüssel für {1}.</translation>
  </message>
  <message>
   <source>U-Boot cannot sign {1} bytes.</source>
   <translation>U-Boot kann {1} Bytes nicht signieren.</translation>
  </message>
  <message>
   <source>The station cannot lock U-Boot.</source>
   <translation>Die Station kann U-Boot nicht verriegeln.</translation>
  </message>
  <message>
   <source>The device's variable holds something that is not base64.</source>
   <translation>Die Variable des Geräts enthält etwas, das kein Base64 ist.</translation>
  </message>
  <message>
   <source>The device tells neither model nor serial number: its environment lacks board_name or serial#.</source>
   <translation>Das Gerät nennt weder Modell noch Seriennummer: Seiner Umgebung fehlt board_name oder serial#.</translation>
  </message>
  <message>
   <source>The device's variable {1} holds a key of another kind.</source>
   <translation>Die Variable {1} des Geräts enthält einen Schlüssel anderer Art.</translation>
  </message>
  <message>
   <source>The device does not hold what was written to its variable {1}.</source>
   <translation>Das Gerät enthält nicht, was in seine Variable {1} geschrieben wurde.</translation>
  </message>
  <message>
   <source>The device's variable {1} holds no key that can be used.</source>
   <translation>Die Variable {1} des Geräts enthält keinen benutzbaren Schlüssel.</translation>
  </message>
  <message>
   <source>The device already keeps a certificate under tag {1}, and does not show it.</source>
   <translation>Das Gerät behält schon ein Zertifikat unter der Nummer {1} und zeigt es nicht.</translation>
  </message>
  <message>
   <source>Put the unit aside. If it is to be made anew, erase its credentials first (`cred del`), with a supervisor's consent.</source>
   <translation>Gerät beiseitelegen. Soll es neu gemacht werden, zuerst seine Einträge löschen (`cred del`), mit Zustimmung der Schichtleitung.</translation>
  </message>
  <message>
   <source>The device's shell makes no keys.</source>
   <translation>Die Shell des Geräts macht keine Schlüssel.</translation>
  </message>
  <message>
   <source>The device's shell signs nothing.</source>
   <translation>Die Shell des Geräts signiert nichts.</translation>
  </message>
  <message>
   <source>The device cannot be locked by the station.</source>
   <translation>Das Gerät kann von der Station nicht verriegelt werden.</translation>
  </message>
  <message>
   <source>The device tells no number of its chip (`hwinfo devid`).</source>
   <translation>Das Gerät nennt keine Nummer seines Chips (`hwinfo devid`).</translation>
  </message>
  <message>
   <source>The device does not keep the key of its certificate.</source>
   <translation>Das Gerät behält den Schlüssel seines Zertifikats nicht.</translation>
  </message>
  <message>
   <source>The device does not finish the list of its credentials.</source>
   <translation>Das Gerät beendet die Liste seiner Einträge nicht.</translation>
  </message>
  <message>
   <source>The device says that it keeps a credential, and lists another digest than what was sent.</source>
   <translation>Das Gerät sagt, dass es einen Eintrag behält, und nennt eine andere Prüfsumme als die des gesendeten.</translation>
  </message>
  <message>
   <source>The device could not {1}: {2}.</source>
   <translation>Das Gerät konnte nicht {1}: {2}.</translation>
  </message>
  <message>
   <source>The device lists a credential with a digest that cannot be read.</source>
   <translation>Das Gerät listet einen Eintrag mit einer unlesbaren Prüfsumme.</translation>
  </message>
  <message>
   <source>The device took another piece of a credential than the {1} bytes that were sent.</source>
   <translation>Das Gerät hat ein anderes Stück eines Eintrags angenommen als die {1} gesendeten Bytes.</translation>
  </message>
  <message>
   <source>The device went away, and did not come back to its socket within {1} seconds.</source>
   <translation>Das Gerät ist verschwunden und nicht innerhalb von {1} Sekunden an seine Buchse zurückgekehrt.</translation>
  </message>
  <message>
   <source>Another device is in the socket {1} than the one the run began with.</source>
   <translation>An der Buchse {1} steckt ein anderes Gerät als das, mit dem der Lauf begann.</translation>
  </message>
  <message>
   <source>The modem did not answer within {1} seconds.</source>
   <translation>Das Modem hat {1} Sekunden lang nicht geantwortet.</translation>
  </message>
  <message>
   <source>The modem's answer has no end.</source>
   <translation>Die Antwort des Modems hat kein Ende.</translation>
  </message>
  <message>
   <source>The modem sent nothing that can be read within {1} seconds.</source>
   <translation>Das Modem hat {1} Sekunden lang nichts Lesbares gesendet.</translation>
  </message>
  <message>
   <source>The modem sends nothing that can be read.</source>
   <translation>Das Modem sendet nichts Lesbares.</translation>
  </message>
  <message>
   <source>The device's answers arrived damaged {1} times.</source>
   <translation>Die Antworten des Geräts kamen {1}-mal beschädigt an.</translation>
  </message>
  <message>
   <source>A command arrived in the device damaged {1} times.</source>
   <translation>Ein Befehl kam {1}-mal beschädigt im Gerät an.</translation>
  </message>
  <message>
   <source>The device did not finish a command within {1} seconds.</source>
   <translation>Das Gerät hat einen Befehl nicht innerhalb von {1} Sekunden beendet.</translation>
  </message>
  <message>
   <source>The device has logged the station in, but not as root.</source>
   <translation>Das Gerät hat die Station angemeldet, aber nicht als root.</translation>
  </message>
  <message>
   <source>The device sends nothing that can be read.</source>
   <translation>Das Gerät sendet nichts Lesbares.</translation>
  </message>
  <message>
   <source>The device took {1} of {2} characters.</source>
   <translation>Das Gerät hat {1} von {2} Zeichen angenommen.</translation>
  </message>
  <message>
   <source>The device left the session: it boots, or asks for a login again, as after a reset.</source>
   <translation>Das Gerät hat die Sitzung verlassen: Es startet oder verlangt wieder eine Anmeldung, wie nach einem Neustart.</translation>
  </message>
  <message>
   <source>The device's answer has no end.</source>
   <translation>Die Antwort des Geräts hat kein Ende.</translation>
  </message>
  <message>
   <source>The device sent nothing within {1} seconds.</source>
   <translation>Das Gerät hat {1} Sekunden lang nichts gesendet.</translation>
  </message>
  <message>
   <source>The device is no longer there: it was unplugged or lost power.</source>
   <translation>Das Gerät ist nicht mehr da: Es wurde ausgesteckt oder verlor den Strom.</translation>
  </message>
  <message>
   <source>The device's shell did not begin to work within {1} seconds.</source>
   <translation>Die Shell des Geräts begann nicht innerhalb von {1} Sekunden zu arbeiten.</translation>
  </message>
  <message>
   <source>The device does not let the station become root.</source>
   <translation>Das Gerät lässt die Station nicht root werden.</translation>
  </message>
  <message>
   <source>If only this unit refuses, put it aside. Otherwise an engineer must correct link.become or its credential.</source>
   <translation>Weigert sich nur dieses Gerät, beiseitelegen. Sonst muss die Technik link.become oder seine Zugangsdaten berichtigen.</translation>
  </message>
  <message>
   <source>The device showed neither a login prompt nor a shell within {1} seconds.</source>
   <translation>Das Gerät zeigte {1} Sekunden lang weder eine Anmeldung noch eine Shell.</translation>
  </message>
  <message>
   <source>The device does not accept the station's user name and password.</source>
   <translation>Das Gerät nimmt Benutzername und Passwort der Station nicht an.</translation>
  </message>
  <message>
   <source>The device asks for a login, and the recipe names no credential.</source>
   <translation>Das Gerät verlangt eine Anmeldung, und das Rezept nennt keine Zugangsdaten.</translation>
  </message>
  <message>
   <source>The device asks for another password after the station's: it may want a new one.</source>
   <translation>Das Gerät verlangt nach dem Passwort der Station ein weiteres: Vielleicht will es ein neues.</translation>
  </message>
  <message>
   <source>The device asks for a password, and the recipe names no credential.</source>
   <translation>Das Gerät verlangt ein Passwort, und das Rezept nennt keine Zugangsdaten.</translation>
  </message>
  <message>
   <source>The device asks for root's password, and the recipe names no credential for it.</source>
   <translation>Das Gerät verlangt das Passwort von root, und das Rezept nennt keine Zugangsdaten dafür.</translation>
  </message>
  <message>
   <source>The board did not come to its raw REPL within {1} seconds.</source>
   <translation>Das Board kam nicht innerhalb von {1} Sekunden in seine rohe REPL.</translation>
  </message>
  <message>
   <source>The board loses bytes: of a program of {1} bytes not all arrived in {2} tries.</source>
   <translation>Das Board verliert Bytes: Von einem Programm mit {1} Bytes kam in {2} Versuchen nie alles an.</translation>
  </message>
  <message>
   <source>Take a shorter cable or a lower baud rate in the recipe, and stop what else runs on the board.</source>
   <translation>Ein kürzeres Kabel oder im Rezept eine niedrigere Baudrate nehmen und anhalten, was sonst auf dem Board läuft.</translation>
  </message>
  <message>
   <source>The board sent nothing that can be read within {1} seconds.</source>
   <translation>Das Board hat {1} Sekunden lang nichts Lesbares gesendet.</translation>
  </message>
  <message>
   <source>The board's raw REPL answers something that cannot be read.</source>
   <translation>Die rohe REPL des Boards antwortet etwas, das nicht lesbar ist.</translation>
  </message>
  <message>
   <source>The board's raw REPL takes nothing.</source>
   <translation>Die rohe REPL des Boards nimmt nichts an.</translation>
  </message>
  <message>
   <source>The board forgot that it has raw-paste mode.</source>
   <translation>Das Board hat vergessen, dass es den Raw-Paste-Modus hat.</translation>
  </message>
  <message>
   <source>The board's answer has no end.</source>
   <translation>Die Antwort des Boards hat kein Ende.</translation>
  </message>
  <message>
   <source>The board did not finish a program within {1} seconds.</source>
   <translation>Das Board hat ein Programm nicht innerhalb von {1} Sekunden beendet.</translation>
  </message>
  <message>
   <source>The board sends nothing that can be read.</source>
   <translation>Das Board sendet nichts Lesbares.</translation>
  </message>
  <message>
   <source>The port is closed.</source>
   <translation>Der Anschluss ist geschlossen.</translation>
  </message>
  <message>
   <source>There is no port {1}.</source>
   <translation>Es gibt keinen Anschluss {1}.</translation>
  </message>
  <message>
   <source>The port {1} cannot work at {2} baud.</source>
   <translation>Der Anschluss {1} kann nicht mit {2} Baud arbeiten.</translation>
  </message>
  <message>
   <source>The port {1} is in use by another program, or may not be opened.</source>
   <translation>Der Anschluss {1} ist von einem anderen Programm belegt oder darf nicht geöffnet werden.</translation>
  </message>
  <message>
   <source>{1} is no serial port.</source>
   <translation>{1} ist kein serieller Anschluss.</translation>
  </message>
  <message>
   <source>The device takes no bytes.</source>
   <translation>Das Gerät nimmt keine Bytes an.</translation>
  </message>
  <message>
   <source>The device took nothing more within {1} seconds.</source>
   <translation>Das Gerät hat {1} Sekunden lang nichts mehr angenommen.</translation>
  </message>
  <message>
   <source>The device's shell showed no prompt within {1} seconds.</source>
   <translation>Die Shell des Geräts zeigte {1} Sekunden lang keine Eingabeaufforderung.</translation>
  </message>
  <message>
   <source>The device did not show U-Boot's prompt within {1} seconds.</source>
   <translation>Das Gerät zeigte {1} Sekunden lang keine Eingabeaufforderung von U-Boot.</translation>
  </message>
  <message>
   <source>The device does not listen any more: nothing that is typed is echoed.</source>
   <translation>Das Gerät hört nicht mehr zu: Nichts, was getippt wird, kommt zurück.</translation>
  </message>
  <message>
   <source>The board began to boot again in the middle of a command.</source>
   <translation>Das Board begann mitten in einem Befehl neu zu starten.</translation>
  </message>
  <message>
   <source>{1} tokens are called {2}: name one by its socket, {3} for one.</source>
   <translation>{1} Token heißen {2}: eines mit seiner Buchse nennen, etwa {3}.</translation>
  </message>
  <message>
   <source>The file {1} is too large to be a CA's certificates.</source>
   <translation>Die Datei {1} ist zu groß, um die Zertifikate einer CA zu sein.</translation>
  </message>
  <message>
   <source>The file {1} holds {2} certificates; a chain has at most {3}.</source>
   <translation>Die Datei {1} enthält {2} Zertifikate; eine Kette hat höchstens {3}.</translation>
  </message>
  <message>
   <source>None of the certificates belongs to the CA's key.</source>
   <translation>Keines der Zertifikate gehört zum Schlüssel der CA.</translation>
  </message>
  <message>
   <source>The certificates in {1} cannot be read: {2}.</source>
   <translation>Die Zertifikate in {1} sind nicht lesbar: {2}.</translation>
  </message>
  <message>
   <source>The file {1} holds no certificates in PEM that can be read.</source>
   <translation>Die Datei {1} enthält keine lesbaren PEM-Zertifikate.</translation>
  </message>
  <message>
   <source>The chain is not complete: the certificate of {1} is missing.</source>
   <translation>Die Kette ist unvollständig: Das Zertifikat von {1} fehlt.</translation>
  </message>
  <message>
   <source>Add it to the file.</source>
   <translation>Es zur Datei hinzufügen.</translation>
  </message>
  <message>
   <source>{1} is none of: {2}.</source>
   <translation>{1} ist nichts davon: {2}.</translation>
  </message>
  <message>
   <source>{1} is no number of years: 1 to {2}.</source>
   <translation>{1} ist keine Zahl von Jahren: 1 bis {2}.</translation>
  </message>
  <message>
   <source>This station has no authority {1}.</source>
   <translation>Diese Station hat keine CA {1}.</translation>
  </message>
  <message>
   <source>There is nothing to answer now.</source>
   <translation>Jetzt ist nichts zu beantworten.</translation>
  </message>
  <message>
   <source>There is nothing to do now: answer the questions first.</source>
   <translation>Jetzt ist nichts zu tun: zuerst die Fragen beantworten.</translation>
  </message>
  <message>
   <source>to be named</source>
   <translation>noch zu benennen</translation>
  </message>
  <message>
   <source>Making the authority</source>
   <translation>Die CA wird erzeugt</translation>
  </message>
  <message>
   <source>Nothing was changed so far.</source>
   <translation>Bisher wurde nichts geändert.</translation>
  </message>
  <message>
   <source>{1} is valid until {2}.</source>
   <translation>{1} ist gültig bis {2}.</translation>
  </message>
  <message>
   <source>The root's key is in {1}, encrypted. Keep it in a safe place, and take it off this machine.</source>
   <translation>Der Schlüssel der Wurzel ist in {1}, verschlüsselt. An einem sicheren Ort aufbewahren und von dieser Maschine nehmen.</translation>
  </message>
  <message>
   <source>So that the station can sign, keep the PIN or passphrase in the keyring: keyring set birthmark {1}</source>
   <translation>Damit die Station signieren kann, PIN oder Passphrase im Schlüsselbund ablegen: keyring set birthmark {1}</translation>
  </message>
  <message>
   <source>in SoftHSM2 on this machine</source>
   <translation>in SoftHSM2 auf dieser Maschine</translation>
  </message>
  <message>
   <source>in the token {1}</source>
   <translation>im Token {1}</translation>
  </message>
  <message>
   <source>in an encrypted file</source>
   <translation>in einer verschlüsselten Datei</translation>
  </message>
  <message>
   <source>in another token</source>
   <translation>in einem anderen Token</translation>
  </message>
  <message>
   <source>A new root is made, its key {1}, and below it the CA {2}, valid for {3} years.</source>
   <translation>Eine neue Wurzel wird erzeugt, ihr Schlüssel {1}, und darunter die CA {2}, gültig für {3} Jahre.</translation>
  </message>
  <message>
   <source>Below the root in {1} the CA {2} is made, valid for {3} years.</source>
   <translation>Unter der Wurzel in {1} wird die CA {2} erzeugt, gültig für {3} Jahre.</translation>
  </message>
  <message>
   <source>The CA whose certificates are in {1} is brought in.</source>
   <translation>Die CA, deren Zertifikate in {1} sind, wird übernommen.</translation>
  </message>
  <message>
   <source>will live</source>
   <translation>wird liegen</translation>
  </message>
  <message>
   <source>The key that issues {1} {2}.</source>
   <translation>Der ausstellende Schlüssel {1} {2}.</translation>
  </message>
  <message>
   <source>The station calls this authority {1}.</source>
   <translation>Die Station nennt diese CA {1}.</translation>
  </message>
  <message>
   <source>{1} does not hand over to anybody.</source>
   <translation>{1} übergibt an niemanden.</translation>
  </message>
  <message>
   <source>There is nothing to take back.</source>
   <translation>Es gibt nichts zurückzunehmen.</translation>
  </message>
  <message>
   <source>The settings {1} cannot be read, so that the authority cannot be named in them.</source>
   <translation>Die Einstellungen {1} sind nicht lesbar, darum kann die CA nicht darin genannt werden.</translation>
  </message>
  <message>
   <source>{1} cannot be written: {2}.</source>
   <translation>{1} kann nicht geschrieben werden: {2}.</translation>
  </message>
  <message>
   <source>Check the folder's permissions and its space.</source>
   <translation>Die Rechte des Ordners und seinen Platz prüfen.</translation>
  </message>
  <message>
   <source>`birthmark ca list` tells them.</source>
   <translation>`birthmark ca list` nennt sie.</translation>
  </message>
  <message>
   <source>The list cannot be written to {1}: {2}.</source>
   <translation>Die Liste kann nicht nach {1} geschrieben werden: {2}.</translation>
  </message>
  <message>
   <source>There already is a root's key in {1}.</source>
   <translation>In {1} ist schon der Schlüssel einer Wurzel.</translation>
  </message>
  <message>
   <source>Move it to a safe place first.</source>
   <translation>Ihn zuerst an einen sicheren Ort bringen.</translation>
  </message>
  <message>
   <source>An Ed25519 key cannot be brought into a token.</source>
   <translation>Ein Ed25519-Schlüssel lässt sich nicht in ein Token einbringen.</translation>
  </message>
  <message>
   <source>Keep it in an encrypted file.</source>
   <translation>In einer verschlüsselten Datei aufbewahren.</translation>
  </message>
  <message>
   <source>SoftHSM2 is not installed.</source>
   <translation>SoftHSM2 ist nicht installiert.</translation>
  </message>
  <message>
   <source>Install softhsm2, or keep the CA's key in an encrypted file.</source>
   <translation>softhsm2 installieren oder den Schlüssel der CA in einer verschlüsselten Datei halten.</translation>
  </message>
  <message>
   <source>What shall be done?</source>
   <translation>Was ist zu tun?</translation>
  </message>
  <message>
   <source>Name in this station</source>
   <translation>Name in dieser Station</translation>
  </message>
  <message>
   <source>Where does the CA's key live?</source>
   <translation>Wo liegt der Schlüssel der CA?</translation>
  </message>
  <message>
   <source>PKCS#11 module</source>
   <translation>PKCS#11-Modul</translation>
  </message>
  <message>
   <source>The library of the HSM's maker.</source>
   <translation>Die Bibliothek des HSM-Herstellers.</translation>
  </message>
  <message>
   <source>Label of the token</source>
   <translation>Name des Tokens</translation>
  </message>
  <message>
   <source>PKCS#11 module of the root's token</source>
   <translation>PKCS#11-Modul für das Token der Wurzel</translation>
  </message>
  <message>
   <source>Label of the root's token</source>
   <translation>Name des Tokens der Wurzel</translation>
  </message>
  <message>
   <source>Make this CA known to the platform now?</source>
   <translation>Diese CA jetzt bei der Plattform bekannt machen?</translation>
  </message>
  <message>
   <source>Description on the platform</source>
   <translation>Beschreibung auf der Plattform</translation>
  </message>
  <message>
   <source>Make unknown devices just in time?</source>
   <translation>Unbekannte Geräte just in time anlegen?</translation>
  </message>
  <message>
   <source>Each is created when it first connects.</source>
   <translation>Jedes wird angelegt, wenn es sich zum ersten Mal verbindet.</translation>
  </message>
  <message>
   <source>Product</source>
   <translation>Produkt</translation>
  </message>
  <message>
   <source>Its name on the platform.</source>
   <translation>Sein Name auf der Plattform.</translation>
  </message>
  <message>
   <source>Cohort</source>
   <translation>Kohorte</translation>
  </message>
  <message>
   <source>Its PRN; empty: none.</source>
   <translation>Ihre PRN; leer: keine.</translation>
  </message>
  <message>
   <source>Tags</source>
   <translation>Schlagwörter</translation>
  </message>
  <message>
   <source>Separated by commas.</source>
   <translation>Durch Kommas getrennt.</translation>
  </message>
  <message>
   <source>Description of each device</source>
   <translation>Beschreibung jedes Geräts</translation>
  </message>
  <message>
   <source>Target</source>
   <translation>Ziel</translation>
  </message>
  <message>
   <source>Name in the certificate</source>
   <translation>Name im Zertifikat</translation>
  </message>
  <message>
   <source>It stands in every device's certificate: “Example Line 2 CA”.</source>
   <translation>Er steht im Zertifikat jedes Geräts: „Beispiel Linie 2 CA“.</translation>
  </message>
  <message>
   <source>Valid for years</source>
   <translation>Gültigkeit in Jahren</translation>
  </message>
  <message>
   <source>Kind of key</source>
   <translation>Art des Schlüssels</translation>
  </message>
  <message>
   <source>Label of the key in the token</source>
   <translation>Name des Schlüssels im Token</translation>
  </message>
  <message>
   <source>What becomes of the root's key?</source>
   <translation>Was wird aus dem Schlüssel der Wurzel?</translation>
  </message>
  <message>
   <source>Passphrase for the CA's key file</source>
   <translation>Passphrase für die Schlüsseldatei der CA</translation>
  </message>
  <message>
   <source>PIN of the CA's token</source>
   <translation>PIN für das Token der CA</translation>
  </message>
  <message>
   <source>Passphrase for the root's key file</source>
   <translation>Passphrase für die Schlüsseldatei der Wurzel</translation>
  </message>
  <message>
   <source>Without it the root never signs again.</source>
   <translation>Ohne sie signiert die Wurzel nie wieder.</translation>
  </message>
  <message>
   <source>PIN of the root's token</source>
   <translation>PIN für das Token der Wurzel</translation>
  </message>
  <message>
   <source>Passphrase of the key file that is read</source>
   <translation>Passphrase der Schlüsseldatei, die gelesen wird</translation>
  </message>
  <message>
   <source>Where is the root's key?</source>
   <translation>Wo ist der Schlüssel der Wurzel?</translation>
  </message>
  <message>
   <source>The root's encrypted key (PKCS#8, PEM)</source>
   <translation>Der verschlüsselte Schlüssel der Wurzel (PKCS#8, PEM)</translation>
  </message>
  <message>
   <source>Label of the root's key</source>
   <translation>Name des Schlüssels der Wurzel</translation>
  </message>
  <message>
   <source>The CA's encrypted key (PKCS#8, PEM)</source>
   <translation>Der verschlüsselte Schlüssel der CA (PKCS#8, PEM)</translation>
  </message>
  <message>
   <source>Make a new root and, below it, the CA that issues</source>
   <translation>Eine neue Wurzel und darunter die ausstellende CA erzeugen</translation>
  </message>
  <message>
   <source>Make a CA that issues below a root you have</source>
   <translation>Eine ausstellende CA unter einer vorhandenen Wurzel erzeugen</translation>
  </message>
  <message>
   <source>Bring in a CA whose key is in a file</source>
   <translation>Eine CA übernehmen, deren Schlüssel in einer Datei ist</translation>
  </message>
  <message>
   <source>Bring in a CA whose key is in an HSM already</source>
   <translation>Eine CA übernehmen, deren Schlüssel schon in einem HSM ist</translation>
  </message>
  <message>
   <source>In SoftHSM2 on this machine</source>
   <translation>In SoftHSM2 auf dieser Maschine</translation>
  </message>
  <message>
   <source>In a PKCS#11 token: an HSM or a smart card</source>
   <translation>In einem PKCS#11-Token: HSM oder Chipkarte</translation>
  </message>
  <message>
   <source>In an encrypted file</source>
   <translation>In einer verschlüsselten Datei</translation>
  </message>
  <message>
   <source>Export it, encrypted, to be taken off this machine</source>
   <translation>Verschlüsselt ausgeben, um ihn von dieser Maschine zu nehmen</translation>
  </message>
  <message>
   <source>Keep it in another PKCS#11 token</source>
   <translation>In einem anderen PKCS#11-Token aufbewahren</translation>
  </message>
  <message>
   <source>In a PKCS#11 token</source>
   <translation>In einem PKCS#11-Token</translation>
  </message>
  <message>
   <source>EC P-256</source>
   <translation>EC P-256</translation>
  </message>
  <message>
   <source>EC P-384</source>
   <translation>EC P-384</translation>
  </message>
  <message>
   <source>RSA 2048</source>
   <translation>RSA 2048</translation>
  </message>
  <message>
   <source>RSA 3072</source>
   <translation>RSA 3072</translation>
  </message>
  <message>
   <source>RSA 4096</source>
   <translation>RSA 4096</translation>
  </message>
  <message>
   <source>The root's certificate (PEM)</source>
   <translation>Das Zertifikat der Wurzel (PEM)</translation>
  </message>
  <message>
   <source>The CA's certificates up to its root (PEM)</source>
   <translation>Die Zertifikate der CA bis zu ihrer Wurzel (PEM)</translation>
  </message>
  <message>
   <source>Recipes that name no authority use “main”.</source>
   <translation>Rezepte, die keine CA nennen, benutzen „main“.</translation>
  </message>
  <message>
   <source>A recipe names it, or another authority hands over to it.</source>
   <translation>Ein Rezept nennt sie, oder eine andere CA übergibt an sie.</translation>
  </message>
  <message>
   <source>Just-in-time provisioning needs the name of the product that devices become part of.</source>
   <translation>Die Just-in-time-Anlage braucht den Namen des Produkts, zu dem die Geräte gehören werden.</translation>
  </message>
  <message>
   <source>{1} is a PRN; just-in-time provisioning takes the product's name.</source>
   <translation>{1} ist eine PRN; die Just-in-time-Anlage nimmt den Namen des Produkts.</translation>
  </message>
  <message>
   <source>{1} is no cohort's PRN, which looks like prn:1:ORGANIZATION:cohort:ID.</source>
   <translation>{1} ist keine PRN einer Kohorte: Sie sieht aus wie prn:1:ORGANISATION:cohort:ID.</translation>
  </message>
  <message>
   <source>{1} cannot be an authority's name: small letters, digits and dashes, at most 31.</source>
   <translation>{1} kann kein Name einer CA sein: kleine Buchstaben, Ziffern und Striche, höchstens 31.</translation>
  </message>
  <message>
   <source>This station already has an authority called {1}.</source>
   <translation>Diese Station hat schon eine CA namens {1}.</translation>
  </message>
  <message>
   <source>Give the new one another name.</source>
   <translation>Der neuen einen anderen Namen geben.</translation>
  </message>
  <message>
   <source>A key that is in a token already stays there: it cannot be kept in a file.</source>
   <translation>Ein Schlüssel, der schon in einem Token ist, bleibt dort: Er kann nicht in einer Datei gehalten werden.</translation>
  </message>
  <message>
   <source>The PKCS#11 module and the token's label must be named for a key in a token.</source>
   <translation>Für einen Schlüssel in einem Token müssen PKCS#11-Modul und Name des Tokens genannt werden.</translation>
  </message>
  <message>
   <source>The label of the key in the token must be named.</source>
   <translation>Der Name des Schlüssels im Token muss genannt werden.</translation>
  </message>
  <message>
   <source>The file with the CA's certificates must be named.</source>
   <translation>Die Datei mit den Zertifikaten der CA muss genannt werden.</translation>
  </message>
  <message>
   <source>The file with the encrypted key must be named.</source>
   <translation>Die Datei mit dem verschlüsselten Schlüssel muss genannt werden.</translation>
  </message>
  <message>
   <source>The PIN or passphrase for the CA's key is missing.</source>
   <translation>PIN oder Passphrase für den Schlüssel der CA fehlt.</translation>
  </message>
  <message>
   <source>A passphrase for a key file has at least {1} characters.</source>
   <translation>Eine Passphrase für eine Schlüsseldatei hat mindestens {1} Zeichen.</translation>
  </message>
  <message>
   <source>Choose a longer passphrase.</source>
   <translation>Eine längere Passphrase wählen.</translation>
  </message>
  <message>
   <source>The passphrase of the key file is missing.</source>
   <translation>Die Passphrase der Schlüsseldatei fehlt.</translation>
  </message>
  <message>
   <source>{1} cannot stand in a CA's certificate: 1 to {2} printable characters.</source>
   <translation>{1} kann nicht im Zertifikat einer CA stehen: 1 bis {2} druckbare Zeichen.</translation>
  </message>
  <message>
   <source>{1} is too long: its root is called the same with “Root” behind it.</source>
   <translation>{1} ist zu lang: Ihre Wurzel heißt ebenso, mit „Root“ dahinter.</translation>
  </message>
  <message>
   <source>The PKCS#11 module and the token's label must be named for the root's key.</source>
   <translation>Für den Schlüssel der Wurzel müssen PKCS#11-Modul und Name des Tokens genannt werden.</translation>
  </message>
  <message>
   <source>The root's key must be in another token than the key that issues.</source>
   <translation>Der Schlüssel der Wurzel muss in einem anderen Token sein als der ausstellende.</translation>
  </message>
  <message>
   <source>The passphrase or PIN for the root's key is missing.</source>
   <translation>Passphrase oder PIN für den Schlüssel der Wurzel fehlt.</translation>
  </message>
  <message>
   <source>no reason told</source>
   <translation>kein Grund genannt</translation>
  </message>
  <message>
   <source>key compromised</source>
   <translation>Schlüssel kompromittiert</translation>
  </message>
  <message>
   <source>changed hands</source>
   <translation>Besitzer gewechselt</translation>
  </message>
  <message>
   <source>replaced by another</source>
   <translation>durch ein anderes ersetzt</translation>
  </message>
  <message>
   <source>out of use</source>
   <translation>außer Gebrauch</translation>
  </message>
  <message>
   <source>not allowed any more</source>
   <translation>nicht mehr erlaubt</translation>
  </message>
  <message>
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <source>CA</source>
   <translation>CA</translation>
  </message>
  <message>
   <source>Revocation list</source>
   <translation>Sperrliste</translation>
  </message>
  <message>
   <source>ends today</source>
   <translation>endet heute</translation>
  </message>
  <message>
   <source>ended</source>
   <translation>abgelaufen</translation>
  </message>
  <message>
   <source>not tried yet</source>
   <translation>noch nicht versucht</translation>
  </message>
  <message>
   <source>The platform does not know this CA.</source>
   <translation>Die Plattform kennt diese CA nicht.</translation>
  </message>
  <message>
   <source>Hands over to {after} on {day}, in {days} days; its certificates stay valid.</source>
   <translation>Übergibt am {day} an {after}, in {days} Tagen; ihre Zertifikate bleiben gültig.</translation>
  </message>
  <message>
   <source>Hands over to {after} on {day}, within two days; its certificates stay valid.</source>
   <translation>Übergibt am {day} an {after}, in weniger als zwei Tagen; ihre Zertifikate bleiben gültig.</translation>
  </message>
  <message>
   <source>ended {days} days ago</source>
   <translation>vor {days} Tagen abgelaufen</translation>
  </message>
  <message>
   <source>ended a day ago</source>
   <translation>vor einem Tag abgelaufen</translation>
  </message>
  <message>
   <source>until {day} · {left}</source>
   <translation>bis {day} · {left}</translation>
  </message>
  <message>
   <source>one day</source>
   <translation>ein Tag</translation>
  </message>
  <message>
   <source>{days} days</source>
   <translation>{days} Tage</translation>
  </message>
  <message>
   <source>{kind} · {day}</source>
   <translation>{kind} · {day}</translation>
  </message>
  <message>
   <source>Known to the platform since {day}; just in time for {product} was to be set by hand.</source>
   <translation>Der Plattform bekannt seit {day}; just in time für {product} war von Hand einzustellen.</translation>
  </message>
  <message>
   <source>{days} days left</source>
   <translation>noch {days} Tage</translation>
  </message>
  <message>
   <source>one day left</source>
   <translation>noch ein Tag</translation>
  </message>
  <message>
   <source>Known to the platform since {day}; every device is registered by the station.</source>
   <translation>Der Plattform bekannt seit {day}; jedes Gerät wird von der Station registriert.</translation>
  </message>
  <message>
   <source>Known to the platform since {day}; unknown devices become part of {product}.</source>
   <translation>Der Plattform bekannt seit {day}; unbekannte Geräte kommen zu {product}.</translation>
  </message>
  <message>
   <source>Handed over to {after} on {day}; its certificates stay valid.</source>
   <translation>Hat am {day} an {after} übergeben; ihre Zertifikate bleiben gültig.</translation>
  </message>
  <message>
   <source>The window cannot be shown: {1}.</source>
   <translation>Das Fenster kann nicht gezeigt werden: {1}.</translation>
  </message>
  <message>
   <source>Nobody is admitted to this station: everybody may do everything here. Admit the first administrator?</source>
   <translation>An dieser Station ist niemand zugelassen: Jeder darf hier alles. Den ersten Administrator zulassen?</translation>
  </message>
  <message>
   <source>Admit …</source>
   <translation>Zulassen …</translation>
  </message>
  <message>
   <source>Not now</source>
   <translation>Nicht jetzt</translation>
  </message>
  <message>
   <source>scan your badge</source>
   <translation>Ausweis scannen</translation>
  </message>
  <message>
   <source>locked: scan your badge</source>
   <translation>gesperrt: Ausweis scannen</translation>
  </message>
  <message>
   <source>No PIN is asked for.</source>
   <translation>Es wird keine PIN verlangt.</translation>
  </message>
  <message>
   <source>Scan your badge first.</source>
   <translation>Zuerst den Ausweis scannen.</translation>
  </message>
  <message>
   <source>Nobody has logged in.</source>
   <translation>Niemand ist angemeldet.</translation>
  </message>
  <message>
   <source>Scan a badge to log in.</source>
   <translation>Einen Ausweis scannen, um sich anzumelden.</translation>
  </message>
  <message>
   <source>This station has admitted nobody yet, and asks for no badge.</source>
   <translation>Diese Station hat noch niemanden zugelassen und verlangt keinen Ausweis.</translation>
  </message>
  <message>
   <source>The simulated device is plugged in …</source>
   <translation>Das simulierte Gerät wird eingesteckt …</translation>
  </message>
  <message>
   <source>The full screen is to be left.</source>
   <translation>Das Vollbild soll verlassen werden.</translation>
  </message>
  <message>
   <source>State</source>
   <translation>Stand</translation>
  </message>
  <message>
   <source>Since</source>
   <translation>Seit</translation>
  </message>
  <message>
   <source>Tried</source>
   <translation>Versuche</translation>
  </message>
  <message>
   <source>Next try</source>
   <translation>Nächster Versuch</translation>
  </message>
  <message>
   <source>Last answer</source>
   <translation>Letzte Antwort</translation>
  </message>
  <message>
   <source>Entry</source>
   <translation>Eintrag</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>Zeit</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>Art</translation>
  </message>
  <message>
   <source>What</source>
   <translation>Was</translation>
  </message>
  <message>
   <source>By</source>
   <translation>Von</translation>
  </message>
  <message>
   <source>Order</source>
   <translation>Auftrag</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>Fehler</translation>
  </message>
  <message>
   <source>Owed</source>
   <translation>Offen</translation>
  </message>
  <message>
   <source>Left</source>
   <translation>Übrig</translation>
  </message>
  <message>
   <source>Recipe</source>
   <translation>Rezept</translation>
  </message>
  <message>
   <source>Due</source>
   <translation>Termin</translation>
  </message>
  <message>
   <source>Outcome</source>
   <translation>Ergebnis</translation>
  </message>
  <message>
   <source>Code</source>
   <translation>Code</translation>
  </message>
  <message>
   <source>Tray</source>
   <translation>Platz</translation>
  </message>
  <message>
   <source>Took</source>
   <translation>Dauer</translation>
  </message>
  <message>
   <source>unit 1 must be confirmed before unit 2 starts</source>
   <translation>Gerät 1 muss bestätigt sein, bevor Gerät 2 beginnt</translation>
  </message>
  <message>
   <source>was made, and is not on the list</source>
   <translation>wurde gefertigt und steht nicht auf der Liste</translation>
  </message>
  <message>
   <source>has a certificate and never passed</source>
   <translation>hat ein Zertifikat und war nie GUT</translation>
  </message>
  <message>
   <source>passed, and the platform does not know it</source>
   <translation>war GUT, und die Plattform kennt es nicht</translation>
  </message>
  <message>
   <source>was scrapped, and the platform knows it</source>
   <translation>wurde verschrottet, und die Plattform kennt es</translation>
  </message>
  <message>
   <source>is on the list, and was not made</source>
   <translation>steht auf der Liste und wurde nicht gefertigt</translation>
  </message>
  <message>
   <source>OPEN</source>
   <translation>OFFEN</translation>
  </message>
  <message>
   <source>no date</source>
   <translation>kein Termin</translation>
  </message>
  <message>
   <source>Units may be made for it.</source>
   <translation>Geräte dürfen dafür gefertigt werden.</translation>
  </message>
  <message>
   <source>On hold: {reason}. No unit is made for it until it is opened again.</source>
   <translation>Angehalten: {reason}. Kein Gerät wird dafür gefertigt, bis er wieder geöffnet ist.</translation>
  </message>
  <message>
   <source>Closed for good: {reason}.</source>
   <translation>Endgültig geschlossen: {reason}.</translation>
  </message>
  <message>
   <source>not asked for</source>
   <translation>nicht verlangt</translation>
  </message>
  <message>
   <source>unit 1 is confirmed</source>
   <translation>Gerät 1 ist bestätigt</translation>
  </message>
  <message>
   <source>DONE</source>
   <translation>FERTIG</translation>
  </message>
  <message>
   <source>{done} / {planned}</source>
   <translation>{done} / {planned}</translation>
  </message>
  <message>
   <source>{count} are listed</source>
   <translation>{count} stehen auf der Liste</translation>
  </message>
  <message>
   <source>Serial numbers</source>
   <translation>Seriennummern</translation>
  </message>
  <message>
   <source>First</source>
   <translation>Erste</translation>
  </message>
  <message>
   <source>Last</source>
   <translation>Letzte</translation>
  </message>
  <message>
   <source>Digest</source>
   <translation>Prüfsumme</translation>
  </message>
  <message>
   <source>First article</source>
   <translation>Erstes Gerät</translation>
  </message>
  <message>
   <source>Label</source>
   <translation>Etikett</translation>
  </message>
  <message>
   <source>Last change</source>
   <translation>Letzte Änderung</translation>
  </message>
  <message>
   <source>Planned</source>
   <translation>Geplant</translation>
  </message>
  <message>
   <source>Made</source>
   <translation>Gefertigt</translation>
  </message>
  <message>
   <source>Passed</source>
   <translation>Gut</translation>
  </message>
  <message>
   <source>Scrapped</source>
   <translation>Verschrottet</translation>
  </message>
  <message>
   <source>Registered</source>
   <translation>Registriert</translation>
  </message>
  <message>
   <source>ON HOLD</source>
   <translation>ANGEHALTEN</translation>
  </message>
  <message>
   <source>CLOSED</source>
   <translation>GESCHLOSSEN</translation>
  </message>
  <message>
   <source>any</source>
   <translation>beliebig</translation>
  </message>
  <message>
   <source>as the recipe says</source>
   <translation>wie im Rezept</translation>
  </message>
  <message>
   <source>nobody named</source>
   <translation>nicht angegeben</translation>
  </message>
  <message>
   <source>It keeps recipe {recipe} {version}, whatever becomes of its file.</source>
   <translation>Er behält Rezept {recipe} {version}, was auch aus der Datei wird.</translation>
  </message>
  <message>
   <source>Making the orders: {done} of {of} orders and serial numbers are written</source>
   <translation>Aufträge werden angelegt: {done} von {of} Aufträgen und Seriennummern sind geschrieben</translation>
  </message>
  <message>
   <source>Reading the file …</source>
   <translation>Die Datei wird gelesen …</translation>
  </message>
  <message>
   <source>There is no recipe to make an order for</source>
   <translation>Es gibt kein Rezept, für das ein Auftrag anzulegen wäre</translation>
  </message>
  <message>
   <source>Orders as CSV</source>
   <translation>Aufträge als CSV</translation>
  </message>
  <message>
   <source>Stop the import</source>
   <translation>Import anhalten</translation>
  </message>
  <message>
   <source>Import orders …</source>
   <translation>Aufträge einlesen …</translation>
  </message>
  <message>
   <source>An order is there once all of it is.</source>
   <translation>Ein Auftrag ist da, sobald alles von ihm da ist.</translation>
  </message>
  <message>
   <source>Reading the list …</source>
   <translation>Liste wird gelesen …</translation>
  </message>
  <message>
   <source>An engineer writes one on the page Recipes.</source>
   <translation>Die Technik schreibt eines auf der Seite Rezepte.</translation>
  </message>
  <message>
   <source>Stopped. Nothing was made.</source>
   <translation>Angehalten. Nichts wurde angelegt.</translation>
  </message>
  <message>
   <source>The import was stopped</source>
   <translation>Der Import wurde angehalten</translation>
  </message>
  <message>
   <source>The orders made before that are in the list.</source>
   <translation>Die bis dahin angelegten Aufträge stehen in der Liste.</translation>
  </message>
  <message>
   <source>Order {number} is made</source>
   <translation>Auftrag {number} ist angelegt</translation>
  </message>
  <message>
   <source>Orders made: {made}, not made: {wrong}</source>
   <translation>Aufträge angelegt: {made}, nicht angelegt: {wrong}</translation>
  </message>
  <message>
   <source>{what}: {why}</source>
   <translation>{what}: {why}</translation>
  </message>
  <message>
   <source>Done. Certificates made: {issued}, found: {reused}; rows left out: {refused}. Everything is in {folder}.</source>
   <translation>Fertig. Zertifikate ausgestellt: {issued}, gefunden: {reused}; Zeilen ausgelassen: {refused}. Alles liegt in {folder}.</translation>
  </message>
  <message>
   <source>Under a passphrase</source>
   <translation>Mit einer Passphrase</translation>
  </message>
  <message>
   <source>For the holder of a certificate</source>
   <translation>Für den Inhaber eines Zertifikats</translation>
  </message>
  <message>
   <source>There are none: the devices have their keys</source>
   <translation>Es gibt keine: Die Geräte haben ihre Schlüssel</translation>
  </message>
  <message>
   <source>Leave it out and go on</source>
   <translation>Auslassen und weitermachen</translation>
  </message>
  <message>
   <source>Stop there</source>
   <translation>Dort anhalten</translation>
  </message>
  <message>
   <source>No</source>
   <translation>Nein</translation>
  </message>
  <message>
   <source>Yes, as soon as it answers</source>
   <translation>Ja, sobald sie antwortet</translation>
  </message>
  <message>
   <source>List of units</source>
   <translation>Liste der Geräte</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Private keys</source>
   <translation>Private Schlüssel</translation>
  </message>
  <message>
   <source>Passphrase, at least 12 characters</source>
   <translation>Passphrase, mindestens 12 Zeichen</translation>
  </message>
  <message>
   <source>Their certificate (RSA or EC, PEM)</source>
   <translation>Dessen Zertifikat (RSA oder EC, PEM)</translation>
  </message>
  <message>
   <source>A row that cannot be used</source>
   <translation>Eine unbrauchbare Zeile</translation>
  </message>
  <message>
   <source>Tell the platform</source>
   <translation>Der Plattform melden</translation>
  </message>
  <message>
   <source>Make certificates</source>
   <translation>Zertifikate ausstellen</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>How far the job is</source>
   <translation>Wie weit die Arbeit ist</translation>
  </message>
  <message>
   <source>ROWS THAT WERE LEFT OUT</source>
   <translation>AUSGELASSENE ZEILEN</translation>
  </message>
  <message>
   <source>CSV in UTF-8. The first row names the columns: serial, and if you like model, revision, firmware, chip, csr.</source>
   <translation>CSV in UTF-8. Die erste Zeile nennt die Spalten: serial, und auf Wunsch model, revision, firmware, chip, csr.</translation>
  </message>
  <message>
   <source>A new or empty one; or that of a job that was stopped, which goes on.</source>
   <translation>Ein neuer oder leerer; oder der eines angehaltenen Laufs, der dann weitergeht.</translation>
  </message>
  <message>
   <source>The two passphrases are not alike.</source>
   <translation>Die beiden Passphrasen sind nicht gleich.</translation>
  </message>
  <message>
   <source>Choose the list and the folder first.</source>
   <translation>Zuerst die Liste und den Ordner wählen.</translation>
  </message>
  <message>
   <source>Stopping: what is begun is finished first …</source>
   <translation>Wird angehalten: Begonnenes wird noch beendet …</translation>
  </message>
  <message>
   <source>Stopped. What is done is in the folder; start again with the same answers and it goes on.</source>
   <translation>Angehalten. Was fertig ist, ist im Ordner; mit denselben Angaben neu starten, und es geht weiter.</translation>
  </message>
  <message>
   <source>Row {row}: {name}</source>
   <translation>Zeile {row}: {name}</translation>
  </message>
  <message>
   <source>KEYS AND CERTIFICATES AHEAD OF THE DEVICES</source>
   <translation>SCHLÜSSEL UND ZERTIFIKATE VOR DEN GERÄTEN</translation>
  </message>
  <message>
   <source>For units that are made elsewhere: each gets a folder with what it needs.</source>
   <translation>Für Geräte, die anderswo gefertigt werden: Jedes bekommt einen Ordner mit allem Nötigen.</translation>
  </message>
  <message>
   <source>{done} of {total}</source>
   <translation>{done} von {total}</translation>
  </message>
  <message>
   <source>{minutes} min {seconds} s left</source>
   <translation>noch {minutes} min {seconds} s</translation>
  </message>
  <message>
   <source>left out: {count}</source>
   <translation>ausgelassen: {count}</translation>
  </message>
  <message>
   <source>{count} more in refused.csv in the folder.</source>
   <translation>{count} weitere in refused.csv im Ordner.</translation>
  </message>
  <message>
   <source>Proven: signatures of the station {heads}, runs {runs}, certificates {certificates}; each is what its entry says.</source>
   <translation>Bewiesen: Signaturen der Station {heads}, Läufe {runs}, Zertifikate {certificates}; jedes ist, was sein Eintrag sagt.</translation>
  </message>
  <message>
   <source>Verify</source>
   <translation>Prüfen</translation>
  </message>
  <message>
   <source>Verify the whole ledger</source>
   <translation>Das ganze Journal prüfen</translation>
  </message>
  <message>
   <source>Export …</source>
   <translation>Exportieren …</translation>
  </message>
  <message>
   <source>Back up …</source>
   <translation>Sichern …</translation>
  </message>
  <message>
   <source>Exported and signed: one run</source>
   <translation>Exportiert und signiert: ein Lauf</translation>
  </message>
  <message>
   <source>Exported and signed: {count} runs</source>
   <translation>Exportiert und signiert: {count} Läufe</translation>
  </message>
  <message>
   <source>Audit entries, newest first</source>
   <translation>Einträge des Prüfprotokolls, neueste zuerst</translation>
  </message>
  <message>
   <source>Audit</source>
   <translation>Protokoll</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>Angehalten</translation>
  </message>
  <message>
   <source>Nothing was proven.</source>
   <translation>Nichts wurde bewiesen.</translation>
  </message>
  <message>
   <source>Nothing was exported.</source>
   <translation>Nichts wurde exportiert.</translation>
  </message>
  <message>
   <source>No backup was made.</source>
   <translation>Es wurde keine Sicherung gemacht.</translation>
  </message>
  <message>
   <source>Backed up, proven and signed: {count} entries</source>
   <translation>Gesichert, geprüft und signiert: {count} Einträge</translation>
  </message>
  <message>
   <source>The chain holds: one entry adds up</source>
   <translation>Die Kette hält: Ein Eintrag stimmt</translation>
  </message>
  <message>
   <source>The chain holds: {count} entries add up</source>
   <translation>Die Kette hält: {count} Einträge stimmen</translation>
  </message>
  <message>
   <source> And one more note.</source>
   <translation> Und noch ein Hinweis.</translation>
  </message>
  <message>
   <source> And {count} more notes.</source>
   <translation> Und {count} weitere Hinweise.</translation>
  </message>
  <message>
   <source>{done} of {of}, {left} left</source>
   <translation>{done} von {of}, noch {left}</translation>
  </message>
  <message>
   <source>{done} of {of}</source>
   <translation>{done} von {of}</translation>
  </message>
  <message>
   <source>New authority …</source>
   <translation>Neue CA …</translation>
  </message>
  <message>
   <source>Hand over …</source>
   <translation>Übergeben …</translation>
  </message>
  <message>
   <source>Remove from the platform now</source>
   <translation>Jetzt von der Plattform entfernen</translation>
  </message>
  <message>
   <source>ENDS SOON</source>
   <translation>LÄUFT BALD AB</translation>
  </message>
  <message>
   <source>Nothing ends in the days looked ahead.</source>
   <translation>In der betrachteten Zeit läuft nichts ab.</translation>
  </message>
  <message>
   <source>REVOKED</source>
   <translation>GESPERRT</translation>
  </message>
  <message>
   <source>Nothing was revoked.</source>
   <translation>Nichts wurde gesperrt.</translation>
  </message>
  <message>
   <source>STILL WITH THE PLATFORM</source>
   <translation>NOCH BEI DER PLATTFORM</translation>
  </message>
  <message>
   <source>Authorities</source>
   <translation>Zertifizierungsstellen</translation>
  </message>
  <message>
   <source>Plan it</source>
   <translation>Planen</translation>
  </message>
  <message>
   <source>Until then signs</source>
   <translation>Bis dahin signiert</translation>
  </message>
  <message>
   <source>From then on signs</source>
   <translation>Danach signiert</translation>
  </message>
  <message>
   <source>From which day on</source>
   <translation>Ab welchem Tag</translation>
  </message>
  <message>
   <source>Unlock</source>
   <translation>Entsperren</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Take the plan back</source>
   <translation>Plan zurücknehmen</translation>
  </message>
  <message>
   <source>Year-month-day. Certificates of both stay valid.</source>
   <translation>Jahr-Monat-Tag. Die Zertifikate beider bleiben gültig.</translation>
  </message>
  <message>
   <source>Device certificates in use: {count}</source>
   <translation>Gerätezertifikate in Gebrauch: {count}</translation>
  </message>
  <message>
   <source>{count} more, told by every revocation list.</source>
   <translation>{count} weitere, jede Sperrliste nennt sie.</translation>
  </message>
  <message>
   <source>The revocation list is signed and in {file}.</source>
   <translation>Die Sperrliste ist signiert und in {file}.</translation>
  </message>
  <message>
   <source>PIN or passphrase</source>
   <translation>PIN oder Passphrase</translation>
  </message>
  <message>
   <source>PLAN A HAND-OVER</source>
   <translation>EINE ÜBERGABE PLANEN</translation>
  </message>
  <message>
   <source>within {days} days: {count}</source>
   <translation>in {days} Tagen: {count}</translation>
  </message>
  <message>
   <source>UNLOCK {name}</source>
   <translation>{name} ENTSPERREN</translation>
  </message>
  <message>
   <source>Runs in the ledger: {fit} · today: {today}</source>
   <translation>Läufe im Journal: {fit} · heute: {today}</translation>
  </message>
  <message>
   <source>Scan or type: serial, certificate, fingerprint</source>
   <translation>Seriennummer, Zertifikat, Prüfsumme</translation>
  </message>
  <message>
   <source>Search the runs</source>
   <translation>Läufe durchsuchen</translation>
  </message>
  <message>
   <source>Found: {fit} · today: {today}</source>
   <translation>Gefunden: {fit} · heute: {today}</translation>
  </message>
  <message>
   <source>Save certificate</source>
   <translation>Zertifikat speichern</translation>
  </message>
  <message>
   <source>Certificates (*.pem)</source>
   <translation>Zertifikate (*.pem)</translation>
  </message>
  <message>
   <source>Saved as {file}</source>
   <translation>Gespeichert als {file}</translation>
  </message>
  <message>
   <source>{file} could not be written.</source>
   <translation>{file} konnte nicht geschrieben werden.</translation>
  </message>
  <message>
   <source>Choose another place.</source>
   <translation>Einen anderen Ort wählen.</translation>
  </message>
  <message>
   <source>Work orders, the newest first</source>
   <translation>Aufträge, der neueste zuerst</translation>
  </message>
  <message>
   <source>New order …</source>
   <translation>Neuer Auftrag …</translation>
  </message>
  <message>
   <source>There is no work order yet. A supervisor makes one with “New order”.</source>
   <translation>Es gibt noch keinen Auftrag. Die Schichtleitung legt einen mit „Neuer Auftrag“ an.</translation>
  </message>
  <message>
   <source>Work orders</source>
   <translation>Aufträge</translation>
  </message>
  <message>
   <source>What is owed, refusals first</source>
   <translation>Was offen ist, Abgelehntes zuerst</translation>
  </message>
  <message>
   <source>Try everything now</source>
   <translation>Alles jetzt versuchen</translation>
  </message>
  <message>
   <source>Try this one now</source>
   <translation>Dieses jetzt versuchen</translation>
  </message>
  <message>
   <source>Units whose registration is owed are listed here.</source>
   <translation>Hier stehen Geräte, deren Registrierung noch offen ist.</translation>
  </message>
  <message>
   <source>It can be used. Version {version}, digest {digest}.</source>
   <translation>Es ist benutzbar. Fassung {version}, Prüfsumme {digest}.</translation>
  </message>
  <message>
   <source>The recipe as TOML</source>
   <translation>Das Rezept als TOML</translation>
  </message>
  <message>
   <source>Dry run</source>
   <translation>Probelauf</translation>
  </message>
  <message>
   <source>Undo changes</source>
   <translation>Änderungen zurücknehmen</translation>
  </message>
  <message>
   <source>Save as new version</source>
   <translation>Als neue Fassung speichern</translation>
  </message>
  <message>
   <source>Approve</source>
   <translation>Freigeben</translation>
  </message>
  <message>
   <source>VERSIONS</source>
   <translation>FASSUNGEN</translation>
  </message>
  <message>
   <source>The ledger knows no version yet: nobody has used, saved or approved it.</source>
   <translation>Das Journal kennt noch keine Fassung: Niemand hat eine benutzt, gespeichert oder freigegeben.</translation>
  </message>
  <message>
   <source>DRY RUN</source>
   <translation>PROBELAUF</translation>
  </message>
  <message>
   <source>A dry run takes a simulated device through this recipe; nothing of it is kept.</source>
   <translation>Ein Probelauf führt ein simuliertes Gerät durch dieses Rezept; nichts davon wird behalten.</translation>
  </message>
  <message>
   <source>Running orders keep theirs. An engineer approves it before a new order is made with it.</source>
   <translation>Laufende Aufträge behalten ihre. Die Technik gibt sie frei, bevor ein neuer Auftrag damit angelegt wird.</translation>
  </message>
  <message>
   <source>Orders may be made with it.</source>
   <translation>Aufträge dürfen damit angelegt werden.</translation>
  </message>
  <message>
   <source>Recipes</source>
   <translation>Rezepte</translation>
  </message>
  <message>
   <source>This station has no recipe.</source>
   <translation>Diese Station hat kein Rezept.</translation>
  </message>
  <message>
   <source>Version {version} of {name} is saved</source>
   <translation>Fassung {version} von {name} ist gespeichert</translation>
  </message>
  <message>
   <source>What is written here is not saved</source>
   <translation>Der Text hier ist nicht gespeichert</translation>
  </message>
  <message>
   <source>Save it as a new version first, or undo it.</source>
   <translation>Es zuerst als neue Fassung speichern oder zurücknehmen.</translation>
  </message>
  <message>
   <source>Version {version} of {name} is approved</source>
   <translation>Fassung {version} von {name} ist freigegeben</translation>
  </message>
  <message>
   <source>Overview</source>
   <translation>Überblick</translation>
  </message>
  <message>
   <source>Trays</source>
   <translation>Plätze</translation>
  </message>
  <message>
   <source>Scanners</source>
   <translation>Scanner</translation>
  </message>
  <message>
   <source>Printer</source>
   <translation>Drucker</translation>
  </message>
  <message>
   <source>People</source>
   <translation>Personen</translation>
  </message>
  <message>
   <source>Window</source>
   <translation>Fenster</translation>
  </message>
  <message>
   <source>The unit on tray {tray} is done. It is to be started over.</source>
   <translation>Das Gerät auf Platz {tray} ist fertig. Es soll neu begonnen werden.</translation>
  </message>
  <message>
   <source>{label} is already done, at {when} by {operator}.</source>
   <translation>{label} ist schon fertig, seit {when}, von {operator}.</translation>
  </message>
  <message>
   <source>{label} → tray {tray}</source>
   <translation>{label} → Platz {tray}</translation>
  </message>
  <message>
   <source>{label}, no tray waits</source>
   <translation>{label}, kein Platz wartet</translation>
  </message>
  <message>
   <source>The unit on tray {tray} is to get a new certificate; the old one is taken back.</source>
   <translation>Das Gerät auf Platz {tray} soll ein neues Zertifikat bekommen; das alte wird zurückgenommen.</translation>
  </message>
  <message>
   <source>{label} is already done, at {when}.</source>
   <translation>{label} ist schon fertig, seit {when}.</translation>
  </message>
  <message>
   <source>Take it out. To check it again all the same, press Start on its tray.</source>
   <translation>Herausnehmen. Um es trotzdem noch einmal zu prüfen, auf seinem Platz Start drücken.</translation>
  </message>
  <message>
   <source>{label}, already done</source>
   <translation>{label}, schon fertig</translation>
  </message>
  <message>
   <source>{what} Say why.</source>
   <translation>{what} Bitte den Grund angeben.</translation>
  </message>
  <message>
   <source>{what} Have somebody scan a badge who may allow it.</source>
   <translation>{what} Wer es erlauben darf, scannt jetzt seinen Ausweis.</translation>
  </message>
  <message>
   <source>Station</source>
   <translation>Station</translation>
  </message>
  <message>
   <source>Orders</source>
   <translation>Aufträge</translation>
  </message>
  <message>
   <source>History</source>
   <translation>Verlauf</translation>
  </message>
  <message>
   <source>Authority</source>
   <translation>CA</translation>
  </message>
  <message>
   <source>Bulk</source>
   <translation>Vorab</translation>
  </message>
  <message>
   <source>Setup</source>
   <translation>Setup</translation>
  </message>
  <message>
   <source>Queue</source>
   <translation>Offen</translation>
  </message>
  <message>
   <source>This station tells no platform by itself. Export the list, have it imported elsewhere, and bring the answers back.</source>
   <translation>Diese Station meldet der Plattform nichts selbst. Die Liste exportieren, anderswo einlesen lassen und die Antworten zurückbringen.</translation>
  </message>
  <message>
   <source>The platform failed again and again. It is asked again at {time}</source>
   <translation>Die Plattform fiel wiederholt aus. Nächster Versuch um {time}</translation>
  </message>
  <message>
   <source>Nothing is lost: everything is tried again by itself.</source>
   <translation>Nichts geht verloren: Alles wird von selbst noch einmal versucht.</translation>
  </message>
  <message>
   <source>The platform said no to these units. Look at each one; once the reason is gone, have it tried again.</source>
   <translation>Die Plattform hat diese Geräte abgelehnt. Jedes ansehen; ist der Grund behoben, noch einmal versuchen lassen.</translation>
  </message>
  <message>
   <source>Nothing is owed</source>
   <translation>Nichts ist offen</translation>
  </message>
  <message>
   <source>The platform knows every unit that it is to know.</source>
   <translation>Die Plattform kennt jedes Gerät, das sie kennen soll.</translation>
  </message>
  <message>
   <source>by hand</source>
   <translation>von Hand</translation>
  </message>
  <message>
   <source>now</source>
   <translation>jetzt</translation>
  </message>
  <message>
   <source>It was not asked yet.</source>
   <translation>Sie wurde noch nicht gefragt.</translation>
  </message>
  <message>
   <source>OWED</source>
   <translation>OFFEN</translation>
  </message>
  <message>
   <source>The list waits to be exported</source>
   <translation>Die Liste wartet auf den Export</translation>
  </message>
  <message>
   <source>One unit is on its way, to see whether the platform is back</source>
   <translation>Ein Gerät ist unterwegs, um zu sehen, ob die Plattform wieder da ist</translation>
  </message>
  <message>
   <source>The platform asked for a pause until {time}</source>
   <translation>Die Plattform bat um eine Pause bis {time}</translation>
  </message>
  <message>
   <source>The platform is being told</source>
   <translation>Der Plattform wird gemeldet</translation>
  </message>
  <message>
   <source>Somebody has to look at what was refused</source>
   <translation>Jemand muss das Abgelehnte ansehen</translation>
  </message>
  <message>
   <source>Owed: {owed} · refused: {dead}</source>
   <translation>Offen: {owed} · abgelehnt: {dead}</translation>
  </message>
  <message>
   <source>REFUSED</source>
   <translation>ABGELEHNT</translation>
  </message>
  <message>
   <source>{words} · the oldest since {time}</source>
   <translation>{words} · das älteste seit {time}</translation>
  </message>
  <message>
   <source>The device already had its key ({kind})</source>
   <translation>Das Gerät hatte seinen Schlüssel schon ({kind})</translation>
  </message>
  <message>
   <source>Key made in the device ({kind})</source>
   <translation>Schlüssel im Gerät erzeugt ({kind})</translation>
  </message>
  <message>
   <source>Key made by the station and put into the device ({kind})</source>
   <translation>Schlüssel von der Station erzeugt und ins Gerät geschrieben ({kind})</translation>
  </message>
  <message>
   <source>Registered with the platform, confirmed</source>
   <translation>Bei der Plattform registriert, bestätigt</translation>
  </message>
  <message>
   <source>The platform already knew it, confirmed</source>
   <translation>Die Plattform kannte es schon, bestätigt</translation>
  </message>
  <message>
   <source>Owed to the platform, which will be told later</source>
   <translation>Der Plattform noch zu melden</translation>
  </message>
  <message>
   <source>Will make itself known to the platform when it first connects</source>
   <translation>Meldet sich selbst bei der Plattform, wenn es sich zum ersten Mal verbindet</translation>
  </message>
  <message>
   <source>Owed: the platform has not been told yet</source>
   <translation>Offen: Der Plattform wurde es noch nicht gemeldet</translation>
  </message>
  <message>
   <source>Awaited: it makes itself known when it first connects</source>
   <translation>Erwartet: Es meldet sich, wenn es sich zum ersten Mal verbindet</translation>
  </message>
  <message>
   <source>Not registered: the recipe says so</source>
   <translation>Nicht registriert: So will es das Rezept</translation>
  </message>
  <message>
   <source>PASS</source>
   <translation>GUT</translation>
  </message>
  <message>
   <source>FAIL</source>
   <translation>FEHLER</translation>
  </message>
  <message>
   <source>ERROR</source>
   <translation>STÖRUNG</translation>
  </message>
  <message>
   <source>STOPPED</source>
   <translation>ANGEHALTEN</translation>
  </message>
  <message>
   <source>RUNNING</source>
   <translation>LÄUFT</translation>
  </message>
  <message>
   <source>without end</source>
   <translation>ohne Ende</translation>
  </message>
  <message>
   <source>ended on {day}</source>
   <translation>abgelaufen am {day}</translation>
  </message>
  <message>
   <source>{kind}, made by the station</source>
   <translation>{kind}, von der Station erzeugt</translation>
  </message>
  <message>
   <source>{kind}, in the device</source>
   <translation>{kind}, im Gerät</translation>
  </message>
  <message>
   <source>{when} · tray {tray} · {operator}</source>
   <translation>{when} · Platz {tray} · {operator}</translation>
  </message>
  <message>
   <source>Who</source>
   <translation>Inhaber</translation>
  </message>
  <message>
   <source>Issued by</source>
   <translation>Aussteller</translation>
  </message>
  <message>
   <source>Valid</source>
   <translation>Gültig</translation>
  </message>
  <message>
   <source>Key</source>
   <translation>Schlüssel</translation>
  </message>
  <message>
   <source>Serial</source>
   <translation>Seriennr.</translation>
  </message>
  <message>
   <source>SHA-256</source>
   <translation>SHA-256</translation>
  </message>
  <message>
   <source>until {day} (one day left)</source>
   <translation>bis {day} (noch ein Tag)</translation>
  </message>
  <message>
   <source>until {day} ({days} days left)</source>
   <translation>bis {day} ({days} Tage)</translation>
  </message>
  <message>
   <source>Certificate</source>
   <translation>Zertifikat</translation>
  </message>
  <message>
   <source>Socket</source>
   <translation>Buchse</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>Lauf</translation>
  </message>
  <message>
   <source>{step}: {message}</source>
   <translation>{step}: {message}</translation>
  </message>
  <message>
   <source>Identified as {model}</source>
   <translation>Erkannt als {model}</translation>
  </message>
  <message>
   <source>Admitted: no other unit has this identity</source>
   <translation>Zugelassen: kein anderes Gerät hat diese Identität</translation>
  </message>
  <message>
   <source>Certificate written to the device</source>
   <translation>Zertifikat ins Gerät geschrieben</translation>
  </message>
  <message>
   <source>Device locked for good</source>
   <translation>Gerät endgültig verriegelt</translation>
  </message>
  <message>
   <source>Label made for the printer</source>
   <translation>Etikett für den Drucker erstellt</translation>
  </message>
  <message>
   <source>{when} · tray {tray}</source>
   <translation>{when} · Platz {tray}</translation>
  </message>
  <message>
   <source>Request</source>
   <translation>Antrag</translation>
  </message>
  <message>
   <source>Firmware</source>
   <translation>Firmware</translation>
  </message>
  <message>
   <source>Chip</source>
   <translation>Chip</translation>
  </message>
  <message>
   <source>Its certificate of before is used again, by {issuer}</source>
   <translation>Sein Zertifikat von vorher wird wieder benutzt, von {issuer}</translation>
  </message>
  <message>
   <source>Certificate issued by {issuer}</source>
   <translation>Zertifikat ausgestellt von {issuer}</translation>
  </message>
  <message>
   <source>Read back; possession proven by a signature</source>
   <translation>Zurückgelesen; Besitz durch eine Signatur bewiesen</translation>
  </message>
  <message>
   <source>Read back; not proven by signature</source>
   <translation>Zurückgelesen; nicht durch eine Signatur bewiesen</translation>
  </message>
  <message>
   <source>The device called the platform with its new identity and was let in</source>
   <translation>Das Gerät rief die Plattform mit seiner neuen Identität an und wurde eingelassen</translation>
  </message>
  <message>
   <source>The station called the platform as the device and was let in</source>
   <translation>Die Station rief die Plattform als das Gerät an und wurde eingelassen</translation>
  </message>
  <message>
   <source>The old certificate is taken back; the platform still has it: {owed}</source>
   <translation>Das alte Zertifikat ist zurückgenommen; die Plattform hat es noch: {owed}</translation>
  </message>
  <message>
   <source>The old certificate is taken back and gone from the platform</source>
   <translation>Das alte Zertifikat ist zurückgenommen und bei der Plattform entfernt</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>Start</translation>
  </message>
  <message>
   <source>Start over</source>
   <translation>Neu beginnen</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Details</translation>
  </message>
  <message>
   <source>Stop it</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Reading the device</source>
   <translation>Gerät wird ausgelesen</translation>
  </message>
  <message>
   <source>Checking the unit</source>
   <translation>Gerät wird geprüft</translation>
  </message>
  <message>
   <source>Making the key</source>
   <translation>Schlüssel wird erzeugt</translation>
  </message>
  <message>
   <source>Making the certificate</source>
   <translation>Zertifikat wird ausgestellt</translation>
  </message>
  <message>
   <source>Writing the certificate</source>
   <translation>Zertifikat wird geschrieben</translation>
  </message>
  <message>
   <source>Checking the device</source>
   <translation>Zertifikat wird geprüft</translation>
  </message>
  <message>
   <source>Locking the device</source>
   <translation>Gerät wird verriegelt</translation>
  </message>
  <message>
   <source>Registering</source>
   <translation>Wird registriert</translation>
  </message>
  <message>
   <source>Calling the platform</source>
   <translation>Plattform wird angerufen</translation>
  </message>
  <message>
   <source>Making the label</source>
   <translation>Etikett wird erstellt</translation>
  </message>
  <message>
   <source>Removing the old certificate</source>
   <translation>Altes Zertifikat wird entfernt</translation>
  </message>
  <message>
   <source>Label on its way</source>
   <translation>Etikett unterwegs</translation>
  </message>
  <message>
   <source>Label is being printed</source>
   <translation>Etikett wird gedruckt</translation>
  </message>
  <message>
   <source>Label printed</source>
   <translation>Etikett gedruckt</translation>
  </message>
  <message>
   <source>Label perhaps not printed</source>
   <translation>Etikett vielleicht nicht gedruckt</translation>
  </message>
  <message>
   <source>Label not needed</source>
   <translation>Kein Etikett nötig</translation>
  </message>
  <message>
   <source>Operator</source>
   <translation>Bediener</translation>
  </message>
  <message>
   <source>Supervisor</source>
   <translation>Schichtleitung</translation>
  </message>
  <message>
   <source>Engineer</source>
   <translation>Technik</translation>
  </message>
  <message>
   <source>Auditor</source>
   <translation>Prüfer</translation>
  </message>
  <message>
   <source>Administrator</source>
   <translation>Administrator</translation>
  </message>
  <message>
   <source>Plug a device in</source>
   <translation>Gerät einstecken</translation>
  </message>
  <message>
   <source>Ready</source>
   <translation>Bereit</translation>
  </message>
  <message>
   <source>Starting</source>
   <translation>Startet</translation>
  </message>
  <message>
   <source>This unit is good. Look whether its label is there: if not, print it again.</source>
   <translation>Dieses Gerät ist gut. Nachsehen, ob sein Etikett da ist: wenn nicht, noch einmal drucken.</translation>
  </message>
  <message>
   <source>This unit is good. The platform is told of it later.</source>
   <translation>Dieses Gerät ist gut. Die Plattform erfährt es später.</translation>
  </message>
  <message>
   <source>This unit is done.</source>
   <translation>Dieses Gerät ist fertig.</translation>
  </message>
  <message>
   <source>Take it out.</source>
   <translation>Herausnehmen.</translation>
  </message>
  <message>
   <source>Scan or start</source>
   <translation>Scannen oder Start</translation>
  </message>
  <message>
   <source>Stop this unit?</source>
   <translation>Dieses Gerät anhalten?</translation>
  </message>
  <message>
   <source>Label owed</source>
   <translation>Etikett offen</translation>
  </message>
  <message>
   <source>Valid without end</source>
   <translation>Gültig ohne Ende</translation>
  </message>
  <message>
   <source>This tray is free.</source>
   <translation>Dieser Platz ist frei.</translation>
  </message>
  <message>
   <source>Scan the label or press Start.</source>
   <translation>Das Etikett scannen oder Start drücken.</translation>
  </message>
  <message>
   <source>Do not unplug. From here on it cannot be stopped.</source>
   <translation>Nicht ausstecken. Ab hier kann nicht mehr angehalten werden.</translation>
  </message>
  <message>
   <source>Stop this unit? What is done so far is kept.</source>
   <translation>Dieses Gerät anhalten? Was bisher fertig ist, bleibt.</translation>
  </message>
  <message>
   <source>Do not unplug.</source>
   <translation>Nicht ausstecken.</translation>
  </message>
  <message>
   <source>Take it out. The platform is told of it later.</source>
   <translation>Herausnehmen. Die Plattform erfährt es später.</translation>
  </message>
  <message>
   <source>Step {number} of {total} · about {seconds} s left</source>
   <translation>Schritt {number} von {total} · noch etwa {seconds} s</translation>
  </message>
  <message>
   <source>This unit is good, its label is owed: {reason}</source>
   <translation>Dieses Gerät ist gut, sein Etikett ist offen: {reason}</translation>
  </message>
  <message>
   <source>socket {socket}</source>
   <translation>Buchse {socket}</translation>
  </message>
  <message>
   <source>Step {number} of {total}</source>
   <translation>Schritt {number} von {total}</translation>
  </message>
  <message>
   <source>Tray {number}</source>
   <translation>Platz {number}</translation>
  </message>
  <message>
   <source>Valid until {day}</source>
   <translation>Gültig bis {day}</translation>
  </message>
  <message>
   <source>{label} · {until}</source>
   <translation>{label} · {until}</translation>
  </message>
  <message>
   <source>Look at the trays.</source>
   <translation>Auf die Plätze sehen.</translation>
  </message>
  <message>
   <source>It could be any of the trays {1}.</source>
   <translation>Es kommen mehrere Plätze infrage: {1}.</translation>
  </message>
  <message>
   <source>Scan the tray's number first.</source>
   <translation>Zuerst die Nummer des Platzes scannen.</translation>
  </message>
  <message>
   <source>The scan stopped after {1} characters.</source>
   <translation>Der Scan brach nach {1} Zeichen ab.</translation>
  </message>
  <message>
   <source>Scan again.</source>
   <translation>Noch einmal scannen.</translation>
  </message>
  <message>
   <source>Tray {1} has no label to print again.</source>
   <translation>Platz {1} hat kein Etikett, das noch einmal zu drucken wäre.</translation>
  </message>
  <message>
   <source>Nothing is asked.</source>
   <translation>Es steht keine Frage an.</translation>
  </message>
  <message>
   <source>Scan YES or NO when the station asks a question.</source>
   <translation>JA oder NEIN scannen, wenn die Station eine Frage stellt.</translation>
  </message>
  <message>
   <source>asked for by bar code</source>
   <translation>durch Barcode verlangt</translation>
  </message>
  <message>
   <source>No tray waits to be started.</source>
   <translation>Kein Platz wartet auf den Start.</translation>
  </message>
  <message>
   <source>No tray has a unit that did not pass.</source>
   <translation>Auf keinem Platz ist ein Gerät, das nicht gut war.</translation>
  </message>
  <message>
   <source>Nothing runs.</source>
   <translation>Nichts läuft.</translation>
  </message>
  <message>
   <source>No tray has a unit that passed.</source>
   <translation>Auf keinem Platz ist ein gutes Gerät.</translation>
  </message>
  <message>
   <source>The port is being opened …</source>
   <translation>Die Schnittstelle wird geöffnet …</translation>
  </message>
  <message>
   <source>Scan the symbol with the scanner on the serial port, and again until the station says that it has learned.</source>
   <translation>Den Code mit dem seriellen Scanner scannen, so oft, bis die Station sagt, dass er angelernt ist.</translation>
  </message>
  <message>
   <source>Understood. Scan it once more.</source>
   <translation>Verstanden. Noch einmal scannen.</translation>
  </message>
  <message>
   <source>Not understood. Scan it again, now heard at {baud} baud.</source>
   <translation>Nicht verstanden. Noch einmal scannen, jetzt wird mit {baud} Baud gehört.</translation>
  </message>
  <message>
   <source>Full screen that only a supervisor leaves</source>
   <translation>Vollbild, das nur die Schichtleitung verlässt</translation>
  </message>
  <message>
   <source>Minutes without a touch until a badge is asked for again</source>
   <translation>Minuten ohne Berührung, bis wieder ein Ausweis verlangt wird</translation>
  </message>
  <message>
   <source>0: never</source>
   <translation>0: nie</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>As the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <source>Taken when the program starts again.</source>
   <translation>Gilt ab dem nächsten Start des Programms.</translation>
  </message>
  <message>
   <source>Sounds</source>
   <translation>Töne</translation>
  </message>
  <message>
   <source>Where no loudspeaker is, nothing is heard.</source>
   <translation>Wo kein Lautsprecher ist, ist nichts zu hören.</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Aus</translation>
  </message>
  <message>
   <source>Quiet</source>
   <translation>Leise</translation>
  </message>
  <message>
   <source>Normal</source>
   <translation>Normal</translation>
  </message>
  <message>
   <source>Loud</source>
   <translation>Laut</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>High contrast</source>
   <translation>Hoher Kontrast</translation>
  </message>
  <message>
   <source>Pass</source>
   <translation>Gut</translation>
  </message>
  <message>
   <source>Fail</source>
   <translation>Fehler</translation>
  </message>
  <message>
   <source>Look at the screen</source>
   <translation>Auf den Bildschirm schauen</translation>
  </message>
  <message>
   <source>A scan was heard</source>
   <translation>Scan gehört</translation>
  </message>
  <message>
   <source>Saved.</source>
   <translation>Gespeichert.</translation>
  </message>
  <message>
   <source>LOOKS</source>
   <translation>AUSSEHEN</translation>
  </message>
  <message>
   <source>THE STATION</source>
   <translation>DIE STATION</translation>
  </message>
  <message>
   <source>HEAR THE SOUNDS</source>
   <translation>TÖNE ANHÖREN</translation>
  </message>
  <message>
   <source>Theme: {name}</source>
   <translation>Farben: {name}</translation>
  </message>
  <message>
   <source>Hear: {what}</source>
   <translation>Anhören: {what}</translation>
  </message>
  <message>
   <source>The minutes are no number.</source>
   <translation>Die Minuten sind keine Zahl.</translation>
  </message>
  <message>
   <source>Write a number, or 0 for never.</source>
   <translation>Eine Zahl schreiben oder 0 für nie.</translation>
  </message>
  <message>
   <source>NOW</source>
   <translation>JETZT</translation>
  </message>
  <message>
   <source>Looking …</source>
   <translation>Wird nachgesehen …</translation>
  </message>
  <message>
   <source>Places</source>
   <translation>Orte</translation>
  </message>
  <message>
   <source>Badge</source>
   <translation>Ausweis</translation>
  </message>
  <message>
   <source>Scan it, or type what stands in its barcode.</source>
   <translation>Scannen oder eintippen, was in seinem Barcode steht.</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Role</source>
   <translation>Rolle</translation>
  </message>
  <message>
   <source>Their PIN is asked for next.</source>
   <translation>Die PIN wird danach verlangt.</translation>
  </message>
  <message>
   <source>Admit</source>
   <translation>Zulassen</translation>
  </message>
  <message>
   <source>Change my PIN …</source>
   <translation>Meine PIN ändern …</translation>
  </message>
  <message>
   <source>PEOPLE OF THIS STATION</source>
   <translation>PERSONEN DIESER STATION</translation>
  </message>
  <message>
   <source>MY NEW PIN</source>
   <translation>MEINE NEUE PIN</translation>
  </message>
  <message>
   <source>Done.</source>
   <translation>Erledigt.</translation>
  </message>
  <message>
   <source>ADMIT SOMEBODY</source>
   <translation>JEMANDEN ZULASSEN</translation>
  </message>
  <message>
   <source>THE FIRST ADMINISTRATOR OF THIS STATION</source>
   <translation>DER ERSTE ADMINISTRATOR DIESER STATION</translation>
  </message>
  <message>
   <source>New PIN …</source>
   <translation>Neue PIN …</translation>
  </message>
  <message>
   <source>Dismiss</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>NEW PIN OF {name} ({badge})</source>
   <translation>NEUE PIN VON {name} ({badge})</translation>
  </message>
  <message>
   <source>Role of {name}</source>
   <translation>Rolle von {name}</translation>
  </message>
  <message>
   <source>New PIN for {name}</source>
   <translation>Neue PIN für {name}</translation>
  </message>
  <message>
   <source>Dismiss {name}</source>
   <translation>{name} entfernen</translation>
  </message>
  <message>
   <source>PIN OF {name} ({badge})</source>
   <translation>PIN VON {name} ({badge})</translation>
  </message>
  <message>
   <source>Something is still missing: {1}.</source>
   <translation>Es fehlt noch etwas: {1}.</translation>
  </message>
  <message>
   <source>Fill it in, then go on.</source>
   <translation>Ausfüllen, dann geht es weiter.</translation>
  </message>
  <message>
   <source>Go to the Station page, scan your badge, then come back.</source>
   <translation>Zur Seite Station gehen, den Ausweis scannen, dann zurückkommen.</translation>
  </message>
  <message>
   <source>Press “New PIN …” or “Change my PIN …” first.</source>
   <translation>Zuerst „Neue PIN …“ oder „Meine PIN ändern …“ drücken.</translation>
  </message>
  <message>
   <source>Printed for: {recipes}</source>
   <translation>Wird gedruckt für: {recipes}</translation>
  </message>
  <message>
   <source>No recipe asks for it.</source>
   <translation>Kein Rezept verlangt dieses Etikett.</translation>
  </message>
  <message>
   <source>A test label is being printed …</source>
   <translation>Ein Probeetikett wird gedruckt …</translation>
  </message>
  <message>
   <source>THE LABEL PRINTER</source>
   <translation>DER ETIKETTENDRUCKER</translation>
  </message>
  <message>
   <source>LABELS</source>
   <translation>ETIKETTEN</translation>
  </message>
  <message>
   <source>Labels go to</source>
   <translation>Ausgabe</translation>
  </message>
  <message>
   <source>Still to be printed</source>
   <translation>Noch zu drucken</translation>
  </message>
  <message>
   <source>Perhaps printed</source>
   <translation>Vielleicht gedruckt</translation>
  </message>
  <message>
   <source>Print a test label</source>
   <translation>Probeetikett drucken</translation>
  </message>
  <message>
   <source>The test label is printed.</source>
   <translation>Das Probeetikett ist gedruckt.</translation>
  </message>
  <message>
   <source>How the label {title} looks</source>
   <translation>So sieht das Etikett {title} aus</translation>
  </message>
  <message>
   <source>Print a test label: {title}</source>
   <translation>Probeetikett drucken: {title}</translation>
  </message>
  <message>
   <source>Keyboard scanner: before a scan</source>
   <translation>Tastaturscanner: vor einem Scan</translation>
  </message>
  <message>
   <source>Keyboard scanner: after a scan</source>
   <translation>Tastaturscanner: nach einem Scan</translation>
  </message>
  <message>
   <source>Usually nothing.</source>
   <translation>Meistens nichts.</translation>
  </message>
  <message>
   <source>Serial scanner: its socket</source>
   <translation>Serieller Scanner: seine Buchse</translation>
  </message>
  <message>
   <source>Serial scanner: speed in baud</source>
   <translation>Serieller Scanner: Baudrate</translation>
  </message>
  <message>
   <source>Serial scanner: before a scan</source>
   <translation>Serieller Scanner: vor einem Scan</translation>
  </message>
  <message>
   <source>Serial scanner: after a scan</source>
   <translation>Serieller Scanner: nach einem Scan</translation>
  </message>
  <message>
   <source>There is none</source>
   <translation>Keiner</translation>
  </message>
  <message>
   <source>Enter</source>
   <translation>Eingabetaste</translation>
  </message>
  <message>
   <source>Tab</source>
   <translation>Tabulator</translation>
  </message>
  <message>
   <source>Nothing: a pause ends a scan</source>
   <translation>Nichts: Eine Pause beendet den Scan</translation>
  </message>
  <message>
   <source>Try a scan</source>
   <translation>Scan probieren</translation>
  </message>
  <message>
   <source>Learn a keyboard scanner</source>
   <translation>Tastaturscanner anlernen</translation>
  </message>
  <message>
   <source>Learn a serial scanner</source>
   <translation>Seriellen Scanner anlernen</translation>
  </message>
  <message>
   <source>What the symbol says; empty: a set-up code of the sheet</source>
   <translation>Inhalt des Codes; leer: ein Einrichtcode des Blatts</translation>
  </message>
  <message>
   <source>Nothing was scanned yet.</source>
   <translation>Es wurde noch nichts gescannt.</translation>
  </message>
  <message>
   <source>Learned. Scan YES or press Save to have it so; scan NO to leave it as it was.</source>
   <translation>Angelernt. JA scannen oder Speichern drücken, um es zu übernehmen; NEIN scannen, um alles zu lassen, wie es war.</translation>
  </message>
  <message>
   <source>Before a scan it sends {prefix}.</source>
   <translation>Vor einem Scan sendet er {prefix}.</translation>
  </message>
  <message>
   <source>Before a scan it sends nothing.</source>
   <translation>Vor einem Scan sendet er nichts.</translation>
  </message>
  <message>
   <source>HOW THEY ARE SET</source>
   <translation>WIE SIE EINGESTELLT SIND</translation>
  </message>
  <message>
   <source>TRY AND LEARN</source>
   <translation>PROBIEREN UND ANLERNEN</translation>
  </message>
  <message>
   <source>Keys that follow within {milliseconds} ms are a scan.</source>
   <translation>Tasten, die innerhalb von {milliseconds} ms aufeinander folgen, sind ein Scan.</translation>
  </message>
  <message>
   <source>It is understood at {baud} baud.</source>
   <translation>Er wird mit {baud} Baud verstanden.</translation>
  </message>
  <message>
   <source>It is left as it was.</source>
   <translation>Es bleibt, wie es war.</translation>
  </message>
  <message>
   <source>It says which kind of symbol it read.</source>
   <translation>Er sagt, welche Art von Code er gelesen hat.</translation>
  </message>
  <message>
   <source>It does not say which kind of symbol it read.</source>
   <translation>Er sagt nicht, welche Art von Code er gelesen hat.</translation>
  </message>
  <message>
   <source>Scan anything: it does nothing while this is on.</source>
   <translation>Irgendetwas scannen: Solange dies eingeschaltet ist, bewirkt ein Scan nichts.</translation>
  </message>
  <message>
   <source>Scan the symbol now.</source>
   <translation>Jetzt den Code scannen.</translation>
  </message>
  <message>
   <source>Heard: {text}
Understood: {meaning}</source>
   <translation>Gehört: {text}
Verstanden: {meaning}</translation>
  </message>
  <message>
   <source>It ends a scan with Enter.</source>
   <translation>Er beendet einen Scan mit der Eingabetaste.</translation>
  </message>
  <message>
   <source>It ends a scan with Tab.</source>
   <translation>Er beendet einen Scan mit der Tabulatortaste.</translation>
  </message>
  <message>
   <source>It ends a scan with nothing: a pause does.</source>
   <translation>Er sendet am Ende nichts: Eine Pause beendet den Scan.</translation>
  </message>
  <message>
   <source>What was scanned is not what is written there.</source>
   <translation>Gescannt wurde etwas anderes, als dort eingetragen ist.</translation>
  </message>
  <message>
   <source>Write down what the symbol says, and scan it again.</source>
   <translation>Den Inhalt des Codes eintragen und ihn noch einmal scannen.</translation>
  </message>
  <message>
   <source>No socket is chosen for the scanner on a serial port.</source>
   <translation>Für den seriellen Scanner ist keine Buchse gewählt.</translation>
  </message>
  <message>
   <source>Choose its socket above first.</source>
   <translation>Zuerst oben seine Buchse wählen.</translation>
  </message>
  <message>
   <source>The speed is no number.</source>
   <translation>Die Geschwindigkeit ist keine Zahl.</translation>
  </message>
  <message>
   <source>Write it as 9600.</source>
   <translation>Sie zum Beispiel als 9600 schreiben.</translation>
  </message>
  <message>
   <source>A tray is known by its USB socket. Teach it, then plug a device into the socket that belongs to the tray.</source>
   <translation>Ein Platz wird an seiner USB-Buchse erkannt. Anlernen drücken, dann ein Gerät in die Buchse stecken, die zum Platz gehört.</translation>
  </message>
  <message>
   <source>Teach …</source>
   <translation>Anlernen …</translation>
  </message>
  <message>
   <source>TRAYS AND THEIR SOCKETS</source>
   <translation>PLÄTZE UND IHRE BUCHSEN</translation>
  </message>
  <message>
   <source>Teach tray {tray} its socket</source>
   <translation>Platz {tray} seine Buchse anlernen</translation>
  </message>
  <message>
   <source>as it comes</source>
   <translation>wie es kommt</translation>
  </message>
  <message>
   <source>nothing plugged in</source>
   <translation>nichts eingesteckt</translation>
  </message>
  <message>
   <source>Plug a device into the socket for tray {tray} …</source>
   <translation>Ein Gerät in die Buchse für Platz {tray} stecken …</translation>
  </message>
  <message>
   <source>Tray {tray}</source>
   <translation>Platz {tray}</translation>
  </message>
  <message>
   <source>Tray {tray} is the socket {socket}.</source>
   <translation>Platz {tray} ist die Buchse {socket}.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Code: {code}</source>
   <translation>Code: {code}</translation>
  </message>
  <message>
   <source>d MMM yyyy</source>
   <translation>d. MMM yyyy</translation>
  </message>
  <message>
   <source>{minutes} min {seconds} s</source>
   <translation>{minutes} min {seconds} s</translation>
  </message>
  <message>
   <source>at {time}</source>
   <translation>um {time}</translation>
  </message>
  <message>
   <source>d MMM</source>
   <translation>d. MMM</translation>
  </message>
  <message>
   <source>{seconds} s</source>
   <translation>{seconds} s</translation>
  </message>
  <message>
   <source>{seconds} s ago</source>
   <translation>vor {seconds} s</translation>
  </message>
  <message>
   <source>{minutes} min ago</source>
   <translation>vor {minutes} min</translation>
  </message>
  <message>
   <source>The steps and audit entries of this run left the ledger on {time}. They are in the archive {name}.</source>
   <translation>Die Schritte und Einträge dieses Laufs haben das Journal am {time} verlassen. Sie sind im Archiv {name}.</translation>
  </message>
  <message>
   <source>A run began on tray {tray}</source>
   <translation>Ein Lauf begann auf Platz {tray}</translation>
  </message>
  <message>
   <source>Certificate {serial} was issued</source>
   <translation>Zertifikat {serial} wurde ausgestellt</translation>
  </message>
  <message>
   <source>It came with certificate {serial}</source>
   <translation>Es kam mit dem Zertifikat {serial}</translation>
  </message>
  <message>
   <source>Certificate {serial} was replaced: {reason}</source>
   <translation>Zertifikat {serial} wurde ersetzt: {reason}</translation>
  </message>
  <message>
   <source>Certificate {serial} was removed from the platform</source>
   <translation>Zertifikat {serial} wurde von der Plattform entfernt</translation>
  </message>
  <message>
   <source>Certificate {serial} is still on the platform: {why}</source>
   <translation>Zertifikat {serial} ist noch auf der Plattform: {why}</translation>
  </message>
  <message>
   <source>Certificate {serial} was revoked: {reason}</source>
   <translation>Zertifikat {serial} wurde gesperrt: {reason}</translation>
  </message>
  <message>
   <source>The platform is still to be told of it</source>
   <translation>Der Plattform ist es noch zu melden</translation>
  </message>
  <message>
   <source>The platform was told of it</source>
   <translation>Der Plattform wurde es gemeldet</translation>
  </message>
  <message>
   <source>The platform refused it: {why}</source>
   <translation>Die Plattform hat es abgelehnt: {why}</translation>
  </message>
  <message>
   <source>Somebody had the platform asked again</source>
   <translation>Jemand ließ die Plattform noch einmal fragen</translation>
  </message>
  <message>
   <source>It made itself known to the platform</source>
   <translation>Es hat sich bei der Plattform gemeldet</translation>
  </message>
  <message>
   <source>Label {number} is to be printed</source>
   <translation>Etikett {number} ist zu drucken</translation>
  </message>
  <message>
   <source>It was scrapped: {reason}</source>
   <translation>Es wurde verschrottet: {reason}</translation>
  </message>
  <message>
   <source>Its label went to the printer</source>
   <translation>Sein Etikett ging an den Drucker</translation>
  </message>
  <message>
   <source>Its label was printed</source>
   <translation>Sein Etikett wurde gedruckt</translation>
  </message>
  <message>
   <source>Its label was not printed: {message}</source>
   <translation>Sein Etikett wurde nicht gedruckt: {message}</translation>
  </message>
  <message>
   <source>Its label was perhaps printed: {message}</source>
   <translation>Sein Etikett wurde vielleicht gedruckt: {message}</translation>
  </message>
  <message>
   <source>Its label is not needed: {why}</source>
   <translation>Sein Etikett wird nicht gebraucht: {why}</translation>
  </message>
  <message>
   <source>{outcome}: {why} ({code})</source>
   <translation>{outcome}: {why} ({code})</translation>
  </message>
  <message>
   <source>The run ended: {outcome}</source>
   <translation>Der Lauf endete: {outcome}</translation>
  </message>
  <message>
   <source>Signed</source>
   <translation>Signiert</translation>
  </message>
  <message>
   <source>Up to entry</source>
   <translation>Bis Eintrag</translation>
  </message>
  <message>
   <source>not yet: by the end of the shift</source>
   <translation>noch nicht: bis Schichtende</translation>
  </message>
  <message>
   <source>{when} · {who} · entry {number}</source>
   <translation>{when} · {who} · Eintrag {number}</translation>
  </message>
  <message>
   <source>{when} · entry {number}</source>
   <translation>{when} · Eintrag {number}</translation>
  </message>
  <message>
   <source>a PIN</source>
   <translation>eine PIN</translation>
  </message>
  <message>
   <source>a label: serial number {serial}, part {part}, revision {revision}, lot {lot}, GTIN {gtin}</source>
   <translation>ein Etikett: Seriennummer {serial}, Teil {part}, Revision {revision}, Los {lot}, GTIN {gtin}</translation>
  </message>
  <message>
   <source>a badge: {code}</source>
   <translation>ein Ausweis: {code}</translation>
  </message>
  <message>
   <source>a command: {verb} {argument}</source>
   <translation>ein Befehl: {verb} {argument}</translation>
  </message>
  <message>
   <source>Whoever has the backup can read it: choose a folder that only the right people can open.</source>
   <translation>Wer die Sicherung hat, kann sie lesen: Einen Ordner wählen, den nur die Richtigen öffnen können.</translation>
  </message>
  <message>
   <source>The whole ledger is copied, the copy is proven, and a signed description is written beside it.</source>
   <translation>Das ganze Journal wird kopiert, die Kopie geprüft und daneben eine signierte Beschreibung geschrieben.</translation>
  </message>
  <message>
   <source>Folder …</source>
   <translation>Ordner …</translation>
  </message>
  <message>
   <source>Where the backup goes</source>
   <translation>Wohin die Sicherung kommt</translation>
  </message>
  <message>
   <source>Make a backup now</source>
   <translation>Jetzt sichern</translation>
  </message>
  <message>
   <source>It is encrypted, for whom the settings say.</source>
   <translation>Sie wird verschlüsselt, für wen die Einstellungen es sagen.</translation>
  </message>
  <message>
   <source>ISSUING CA</source>
   <translation>AUSSTELLENDE CA</translation>
  </message>
  <message>
   <source>signs now</source>
   <translation>signiert jetzt</translation>
  </message>
  <message>
   <source>Unlock …</source>
   <translation>Entsperren …</translation>
  </message>
  <message>
   <source>Sign revocation list</source>
   <translation>Sperrliste signieren</translation>
  </message>
  <message>
   <source>ROOT</source>
   <translation>WURZEL</translation>
  </message>
  <message>
   <source>Register …</source>
   <translation>Registrieren …</translation>
  </message>
  <message>
   <source>Registration …</source>
   <translation>Registrierung …</translation>
  </message>
  <message>
   <source>It can sign. {place}</source>
   <translation>Sie kann signieren. {place}</translation>
  </message>
  <message>
   <source>Save the certificate and its issuers as a file</source>
   <translation>Das Zertifikat und seine Aussteller als Datei speichern</translation>
  </message>
  <message>
   <source>Choose a run to see what happened.</source>
   <translation>Einen Lauf wählen, um zu sehen, was geschah.</translation>
  </message>
  <message>
   <source>Back to the run</source>
   <translation>Zurück zum Lauf</translation>
  </message>
  <message>
   <source>Whole story</source>
   <translation>Gesamter Verlauf</translation>
  </message>
  <message>
   <source>All that happened to this unit</source>
   <translation>Alles, was mit diesem Gerät geschah</translation>
  </message>
  <message>
   <source>CERTIFICATE</source>
   <translation>ZERTIFIKAT</translation>
  </message>
  <message>
   <source>PLATFORM</source>
   <translation>PLATTFORM</translation>
  </message>
  <message>
   <source>RUN</source>
   <translation>LAUF</translation>
  </message>
  <message>
   <source>AUDIT CHAIN</source>
   <translation>PROTOKOLLKETTE</translation>
  </message>
  <message>
   <source>Unknown unit</source>
   <translation>Unbekanntes Gerät</translation>
  </message>
  <message>
   <source>ALL THAT HAPPENED TO THIS UNIT</source>
   <translation>ALLES, WAS MIT DIESEM GERÄT GESCHAH</translation>
  </message>
  <message>
   <source>WHAT HAPPENED</source>
   <translation>ABLAUF</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>Tag</translation>
  </message>
  <message>
   <source>Any outcome</source>
   <translation>Jedes Ergebnis</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <source>CSV</source>
   <translation>CSV</translation>
  </message>
  <message>
   <source>JSON Lines</source>
   <translation>JSON Lines</translation>
  </message>
  <message>
   <source>Excel</source>
   <translation>Excel</translation>
  </message>
  <message>
   <source>PDF report</source>
   <translation>PDF-Bericht</translation>
  </message>
  <message>
   <source>Where the export goes</source>
   <translation>Wohin der Export geht</translation>
  </message>
  <message>
   <source>Any day</source>
   <translation>Jeder Tag</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>Heute</translation>
  </message>
  <message>
   <source>Last 7 days</source>
   <translation>Letzte 7 Tage</translation>
  </message>
  <message>
   <source>Last 31 days</source>
   <translation>Letzte 31 Tage</translation>
  </message>
  <message>
   <source>To check it elsewhere</source>
   <translation>Anderswo prüfen</translation>
  </message>
  <message>
   <source>python3 verify_export.py --key KEY, in the export's folder; KEY of this station is</source>
   <translation>python3 verify_export.py --key SCHLÜSSEL, im Ordner des Exports; SCHLÜSSEL dieser Station ist</translation>
  </message>
  <message>
   <source>Only of this: {what}</source>
   <translation>Nur davon: {what}</translation>
  </message>
  <message>
   <source>Units passed in the last hour, five minutes a bar</source>
   <translation>Gute Geräte der letzten Stunde, fünf Minuten je Balken</translation>
  </message>
  <message>
   <source>passed</source>
   <translation>gut</translation>
  </message>
  <message>
   <source>failed</source>
   <translation>Fehler</translation>
  </message>
  <message>
   <source>errors</source>
   <translation>Störungen</translation>
  </message>
  <message>
   <source>owed</source>
   <translation>offen</translation>
  </message>
  <message>
   <source>first-pass yield</source>
   <translation>Erstausbeute</translation>
  </message>
  <message>
   <source>an hour</source>
   <translation>je Stunde</translation>
  </message>
  <message>
   <source>median</source>
   <translation>Median</translation>
  </message>
  <message>
   <source>Yesterday</source>
   <translation>Gestern</translation>
  </message>
  <message>
   <source>From … to …</source>
   <translation>Von … bis …</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>Filter</translation>
  </message>
  <message>
   <source>year-month-day</source>
   <translation>Jahr-Monat-Tag</translation>
  </message>
  <message>
   <source>Any tray</source>
   <translation>Jeder Platz</translation>
  </message>
  <message>
   <source>First day</source>
   <translation>Erster Tag</translation>
  </message>
  <message>
   <source>Last day</source>
   <translation>Letzter Tag</translation>
  </message>
  <message>
   <source>From</source>
   <translation>Von</translation>
  </message>
  <message>
   <source>to</source>
   <translation>bis</translation>
  </message>
  <message>
   <source>Error code</source>
   <translation>Fehlercode</translation>
  </message>
  <message>
   <source>Filter ({count})</source>
   <translation>Filter ({count})</translation>
  </message>
  <message>
   <source>Choose …</source>
   <translation>Wählen …</translation>
  </message>
  <message>
   <source>Yes</source>
   <translation>Ja</translation>
  </message>
  <message>
   <source>Once more</source>
   <translation>Noch einmal</translation>
  </message>
  <message>
   <source>Choose: {what}</source>
   <translation>Wählen: {what}</translation>
  </message>
  <message>
   <source>{name}</source>
   <translation>{name}</translation>
  </message>
  <message>
   <source>{name}: check</source>
   <translation>{name}: prüfen</translation>
  </message>
  <message>
   <source>{name}: down</source>
   <translation>{name}: gestört</translation>
  </message>
  <message>
   <source>{name}: off</source>
   <translation>{name}: aus</translation>
  </message>
  <message>
   <source>Nobody</source>
   <translation>Niemand</translation>
  </message>
  <message>
   <source>Station {name}</source>
   <translation>Station {name}</translation>
  </message>
  <message>
   <source>Order {number} · {done} · station {name}</source>
   <translation>Auftrag {number} · {done} · Station {name}</translation>
  </message>
  <message>
   <source>Order {number} · station {name}</source>
   <translation>Auftrag {number} · Station {name}</translation>
  </message>
  <message>
   <source>Every recipe that fits</source>
   <translation>Jedes passende Rezept</translation>
  </message>
  <message>
   <source>Label {number}: owed since {time}.</source>
   <translation>Etikett {number}: offen seit {time}.</translation>
  </message>
  <message>
   <source>Label {number}: on its way since {time}.</source>
   <translation>Etikett {number}: unterwegs seit {time}.</translation>
  </message>
  <message>
   <source>Label {number}: printed {time}.</source>
   <translation>Etikett {number}: gedruckt {time}.</translation>
  </message>
  <message>
   <source>Label {number}: perhaps printed {time}. Look whether it is there.</source>
   <translation>Etikett {number}: vielleicht gedruckt {time}. Nachsehen, ob es da ist.</translation>
  </message>
  <message>
   <source>Label {number}: not needed since {time}.</source>
   <translation>Etikett {number}: nicht nötig seit {time}.</translation>
  </message>
  <message>
   <source>Why once more?</source>
   <translation>Warum noch einmal?</translation>
  </message>
  <message>
   <source>Why the label is printed again</source>
   <translation>Warum das Etikett noch einmal gedruckt wird</translation>
  </message>
  <message>
   <source>Print again</source>
   <translation>Noch einmal drucken</translation>
  </message>
  <message>
   <source>It is there</source>
   <translation>Es ist da</translation>
  </message>
  <message>
   <source>{words} Asked for by {who}: {reason}</source>
   <translation>{words} Verlangt von {who}: {reason}</translation>
  </message>
  <message>
   <source>LABEL</source>
   <translation>ETIKETT</translation>
  </message>
  <message>
   <source>nobody in particular</source>
   <translation>niemand Bestimmtes</translation>
  </message>
  <message>
   <source>Stop them and close</source>
   <translation>Anhalten und schließen</translation>
  </message>
  <message>
   <source>Keep working</source>
   <translation>Weiterarbeiten</translation>
  </message>
  <message>
   <source>Closing: waiting until every run is in the ledger (trays {trays}).</source>
   <translation>Wird geschlossen, sobald jeder Lauf im Journal steht (Plätze {trays}).</translation>
  </message>
  <message>
   <source>Closing …</source>
   <translation>Wird geschlossen …</translation>
  </message>
  <message>
   <source>Tray {tray} is working. Close all the same?</source>
   <translation>Platz {tray} arbeitet. Trotzdem schließen?</translation>
  </message>
  <message>
   <source>{count} trays are working. Close all the same?</source>
   <translation>{count} Plätze arbeiten. Trotzdem schließen?</translation>
  </message>
  <message>
   <source>Log in</source>
   <translation>Anmelden</translation>
  </message>
  <message>
   <source>Badge {badge}: type or scan the PIN.</source>
   <translation>Ausweis {badge}: PIN eingeben oder scannen.</translation>
  </message>
  <message>
   <source>OK</source>
   <translation>OK</translation>
  </message>
  <message>
   <source>Put this message away</source>
   <translation>Diese Meldung schließen</translation>
  </message>
  <message>
   <source>Any will do</source>
   <translation>Beliebige</translation>
  </message>
  <message>
   <source>From one to another</source>
   <translation>Von einer bis zu einer anderen</translation>
  </message>
  <message>
   <source>Those in a list</source>
   <translation>Die auf einer Liste</translation>
  </message>
  <message>
   <source>Order number</source>
   <translation>Auftragsnummer</translation>
  </message>
  <message>
   <source>Quantity</source>
   <translation>Stückzahl</translation>
  </message>
  <message>
   <source>The first one</source>
   <translation>Die erste</translation>
  </message>
  <message>
   <source>The last one</source>
   <translation>Die letzte</translation>
  </message>
  <message>
   <source>List of serial numbers</source>
   <translation>Liste der Seriennummern</translation>
  </message>
  <message>
   <source>Make the order</source>
   <translation>Auftrag anlegen</translation>
  </message>
  <message>
   <source>Back to the list</source>
   <translation>Zurück zur Liste</translation>
  </message>
  <message>
   <source>How much of the list is written</source>
   <translation>Wie viel der Liste geschrieben ist</translation>
  </message>
  <message>
   <source>What is made; empty: the recipe's title.</source>
   <translation>Was gefertigt wird; leer: der Titel des Rezepts.</translation>
  </message>
  <message>
   <source>So many units get a certificate, and not one more.</source>
   <translation>So viele Geräte bekommen ein Zertifikat, und keines mehr.</translation>
  </message>
  <message>
   <source>CSV in UTF-8, one a row; where there are more columns, the first row names the one called serial.</source>
   <translation>CSV in UTF-8, eine je Zeile; bei mehreren Spalten nennt die erste Zeile die Spalte serial.</translation>
  </message>
  <message>
   <source>A day like 2026-12-24; empty: no date.</source>
   <translation>Ein Tag wie 2026-12-24; leer: kein Termin.</translation>
  </message>
  <message>
   <source>Unit 1 must be confirmed on the platform before unit 2 starts.</source>
   <translation>Gerät 1 muss auf der Plattform bestätigt sein, bevor Gerät 2 beginnt.</translation>
  </message>
  <message>
   <source>A NEW WORK ORDER</source>
   <translation>EIN NEUER AUFTRAG</translation>
  </message>
  <message>
   <source>The quantity must be a number.</source>
   <translation>Die Menge muss eine Zahl sein.</translation>
  </message>
  <message>
   <source>Choose the list of serial numbers first.</source>
   <translation>Zuerst die Liste der Seriennummern wählen.</translation>
  </message>
  <message>
   <source>The day must be written like 2026-12-24.</source>
   <translation>Der Tag muss wie 2026-12-24 geschrieben werden.</translation>
  </message>
  <message>
   <source>As the recipe says</source>
   <translation>Wie im Rezept</translation>
  </message>
  <message>
   <source>WHAT DOES NOT ADD UP</source>
   <translation>WAS NICHT AUFGEHT</translation>
  </message>
  <message>
   <source>Everything adds up: planned, made and registered are the same units.</source>
   <translation>Alles geht auf: Geplant, gefertigt und registriert sind dieselben Geräte.</translation>
  </message>
  <message>
   <source>Why is it put on hold?</source>
   <translation>Warum wird er angehalten?</translation>
  </message>
  <message>
   <source>Why is it closed? It stays so for good.</source>
   <translation>Warum wird er geschlossen? Er bleibt es endgültig.</translation>
  </message>
  <message>
   <source>Which unit is scrapped, and why?</source>
   <translation>Welches Gerät wird verschrottet, und warum?</translation>
  </message>
  <message>
   <source>Serial number</source>
   <translation>Seriennummer</translation>
  </message>
  <message>
   <source>Serial number of the unit</source>
   <translation>Seriennummer des Geräts</translation>
  </message>
  <message>
   <source>Reason, in a few words</source>
   <translation>Grund, in wenigen Worten</translation>
  </message>
  <message>
   <source>Reason</source>
   <translation>Grund</translation>
  </message>
  <message>
   <source>Do it</source>
   <translation>Ausführen</translation>
  </message>
  <message>
   <source>Work on it</source>
   <translation>Daran arbeiten</translation>
  </message>
  <message>
   <source>Open again</source>
   <translation>Wieder öffnen</translation>
  </message>
  <message>
   <source>Hold …</source>
   <translation>Anhalten …</translation>
  </message>
  <message>
   <source>Close …</source>
   <translation>Schließen …</translation>
  </message>
  <message>
   <source>Scrap a unit …</source>
   <translation>Verschrotten …</translation>
  </message>
  <message>
   <source>ORDER</source>
   <translation>AUFTRAG</translation>
  </message>
  <message>
   <source>RECONCILIATION</source>
   <translation>ABGLEICH</translation>
  </message>
  <message>
   <source>{count} more.</source>
   <translation>{count} weitere.</translation>
  </message>
  <message>
   <source>Order {number}</source>
   <translation>Auftrag {number}</translation>
  </message>
  <message>
   <source>It is to be checked again</source>
   <translation>Erneut zu prüfen</translation>
  </message>
  <message>
   <source>Its label was replaced</source>
   <translation>Etikett wurde ersetzt</translation>
  </message>
  <message>
   <source>It was repaired</source>
   <translation>Wurde repariert</translation>
  </message>
  <message>
   <source>An engineer asks for it</source>
   <translation>Die Technik verlangt es</translation>
  </message>
  <message>
   <source>Another reason</source>
   <translation>Anderer Grund</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>Warum</translation>
  </message>
  <message>
   <source>Why, in a few words</source>
   <translation>Warum, in wenigen Worten</translation>
  </message>
  <message>
   <source>Allow</source>
   <translation>Erlauben</translation>
  </message>
  <message>
   <source>Present PIN</source>
   <translation>Bisherige PIN</translation>
  </message>
  <message>
   <source>New PIN</source>
   <translation>Neue PIN</translation>
  </message>
  <message>
   <source>New PIN once more</source>
   <translation>Neue PIN noch einmal</translation>
  </message>
  <message>
   <source>Save the new PIN</source>
   <translation>Neue PIN speichern</translation>
  </message>
  <message>
   <source>The two new PINs are not the same. Type the new PIN twice.</source>
   <translation>Die beiden neuen PINs sind nicht gleich. Die neue PIN zweimal eingeben.</translation>
  </message>
  <message>
   <source>4 to 12 digits: not all the same, and no row like 1234. Type, tap or scan them.</source>
   <translation>4 bis 12 Ziffern: nicht alle gleich und keine Reihe wie 1234. Eintippen, antippen oder scannen.</translation>
  </message>
  <message>
   <source>Delete the last digit</source>
   <translation>Die letzte Ziffer löschen</translation>
  </message>
  <message>
   <source>Something is still missing: {field}.</source>
   <translation>Es fehlt noch etwas: {field}.</translation>
  </message>
  <message>
   <source>PIN</source>
   <translation>PIN</translation>
  </message>
  <message>
   <source>not said</source>
   <translation>keine Angabe</translation>
  </message>
  <message>
   <source>{default} (unless said)</source>
   <translation>{default} (Vorgabe)</translation>
  </message>
  <message>
   <source>Runs</source>
   <translation>Läufe</translation>
  </message>
  <message>
   <source>Ready to scan</source>
   <translation>Bereit zum Scannen</translation>
  </message>
  <message>
   <source>Scan a label, or type it and press Enter</source>
   <translation>Ein Etikett scannen oder eintippen und Enter drücken</translation>
  </message>
  <message>
   <source>or type the serial number and press Enter</source>
   <translation>oder die Seriennummer tippen und Enter drücken</translation>
  </message>
  <message>
   <source>last: {words}, {ago}</source>
   <translation>zuletzt: {words}, {ago}</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>Kopiert</translation>
  </message>
  <message>
   <source>{title}: {value}. Press to copy.</source>
   <translation>{title}: {value}. Drücken, um zu kopieren.</translation>
  </message>
  <message>
   <source>Press to copy.</source>
   <translation>Drücken, um zu kopieren.</translation>
  </message>
  <message>
   <source>The CA and its key</source>
   <translation>Die CA und ihr Schlüssel</translation>
  </message>
  <message>
   <source>The root</source>
   <translation>Die Wurzel</translation>
  </message>
  <message>
   <source>Secrets</source>
   <translation>Geheimnisse</translation>
  </message>
  <message>
   <source>Make it</source>
   <translation>Erzeugen</translation>
  </message>
  <message>
   <source>The platform</source>
   <translation>Die Plattform</translation>
  </message>
  <message>
   <source>Register it</source>
   <translation>Registrieren</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>CEREMONY</source>
   <translation>ZEREMONIE</translation>
  </message>
  <message>
   <source>This takes a moment.</source>
   <translation>Das dauert einen Augenblick.</translation>
  </message>
  <message>
   <source>{what}: the two are not the same. Type both again.</source>
   <translation>{what}: Die beiden sind nicht gleich. Beide noch einmal eingeben.</translation>
  </message>
  <message>
   <source>{what} …</source>
   <translation>{what} …</translation>
  </message>
  <message>
   <source>Birthmark, station {name}</source>
   <translation>Birthmark, Station {name}</translation>
  </message>
  <message>
   <source>The file {file} was changed; order {number} keeps version {version} ({digest})</source>
   <translation>Die Datei {file} wurde geändert; Auftrag {number} behält Fassung {version} ({digest})</translation>
  </message>
  <message>
   <source>Order {number} is done: {passed} of {planned} passed.</source>
   <translation>Auftrag {number} ist fertig: {passed} von {planned} bestanden.</translation>
  </message>
  <message>
   <source>Units of this order are made as before. A new order takes the new version, once an engineer approved it.</source>
   <translation>Geräte dieses Auftrags werden wie zuvor gefertigt. Ein neuer Auftrag nimmt die neue Fassung, sobald die Technik sie freigegeben hat.</translation>
  </message>
  <message>
   <source>Scan the next order, or log out.</source>
   <translation>Den nächsten Auftrag scannen oder abmelden.</translation>
  </message>
  <message>
   <source>Serial number {value}</source>
   <translation>Seriennummer {value}</translation>
  </message>
  <message>
   <source>Certificate profile {value}</source>
   <translation>Zertifikatsprofil {value}</translation>
  </message>
  <message>
   <source>{title} ({name} {version})</source>
   <translation>{title} ({name} {version})</translation>
  </message>
  <message>
   <source>{title} ({name} {version}, not approved)</source>
   <translation>{title} ({name} {version}, nicht freigegeben)</translation>
  </message>
  <message>
   <source>{version} · {digest} · the file now</source>
   <translation>{version} · {digest} · die Datei jetzt</translation>
  </message>
  <message>
   <source>{version} · {digest}</source>
   <translation>{version} · {digest}</translation>
  </message>
  <message>
   <source>not approved</source>
   <translation>nicht freigegeben</translation>
  </message>
  <message>
   <source>in the ledger since {at}, by {who}</source>
   <translation>im Journal seit {at}, von {who}</translation>
  </message>
  <message>
   <source>in the ledger since {at}</source>
   <translation>im Journal seit {at}</translation>
  </message>
  <message>
   <source>The dry run passed</source>
   <translation>Der Probelauf war gut</translation>
  </message>
  <message>
   <source>The device, its certificate and its registration are as the recipe wants them.</source>
   <translation>Gerät, Zertifikat und Registrierung sind, wie das Rezept sie will.</translation>
  </message>
  <message>
   <source>approved</source>
   <translation>freigegeben</translation>
  </message>
  <message>
   <source>approved {at} by {who}</source>
   <translation>freigegeben {at} von {who}</translation>
  </message>
  <message>
   <source>approved {at}</source>
   <translation>freigegeben {at}</translation>
  </message>
  <message>
   <source>The dry run did not pass</source>
   <translation>Der Probelauf war nicht gut</translation>
  </message>
  <message>
   <source>What comes from file descriptor {1} is no secret: it is empty or far too long.</source>
   <translation>Was aus Dateideskriptor {1} kommt, ist kein Geheimnis: Es ist leer oder viel zu lang.</translation>
  </message>
  <message>
   <source>No secret can be read from file descriptor {1}.</source>
   <translation>Aus Dateideskriptor {1} ist kein Geheimnis lesbar.</translation>
  </message>
  <message>
   <source>The queue {1} does not take the label: {2}</source>
   <translation>Die Warteschlange {1} nimmt das Etikett nicht an: {2}</translation>
  </message>
  <message>
   <source>The queue {1} took a label, and then: {2}</source>
   <translation>Die Warteschlange {1} nahm ein Etikett an, und dann: {2}</translation>
  </message>
  <message>
   <source>The queue {1} is stopped{2}.</source>
   <translation>Die Warteschlange {1} ist angehalten{2}.</translation>
  </message>
  <message>
   <source>The printer of the queue {1} has no labels left.</source>
   <translation>Der Drucker der Warteschlange {1} hat keine Etiketten mehr.</translation>
  </message>
  <message>
   <source>The printer of the queue {1} cannot be reached{2}.</source>
   <translation>Der Drucker der Warteschlange {1} ist nicht zu erreichen{2}.</translation>
  </message>
  <message>
   <source>There is no print queue {1}: {2}</source>
   <translation>Es gibt keine Druckwarteschlange {1}: {2}</translation>
  </message>
  <message>
   <source>The command {1} of the printing system (CUPS) is not installed.</source>
   <translation>Der Befehl {1} des Drucksystems (CUPS) ist nicht installiert.</translation>
  </message>
  <message>
   <source>The printing system did not say whether it took the label.</source>
   <translation>Das Drucksystem sagte nicht, ob es das Etikett annahm.</translation>
  </message>
  <message>
   <source>The printing system took a label, and then did not answer.</source>
   <translation>Das Drucksystem nahm ein Etikett an und antwortete dann nicht.</translation>
  </message>
  <message>
   <source>The printing system (CUPS) does not answer.</source>
   <translation>Das Drucksystem (CUPS) antwortet nicht.</translation>
  </message>
  <message>
   <source>The label printer has no labels left.</source>
   <translation>Der Etikettendrucker hat keine Etiketten mehr.</translation>
  </message>
  <message>
   <source>The label printer says that it is not ready.</source>
   <translation>Der Etikettendrucker sagt, dass er nicht bereit ist.</translation>
  </message>
  <message>
   <source>There is no folder {1} for the labels.</source>
   <translation>Es gibt keinen Ordner {1} für die Etiketten.</translation>
  </message>
  <message>
   <source>No printer is at {1}.</source>
   <translation>An {1} ist kein Drucker.</translation>
  </message>
  <message>
   <source>The folder {1} cannot be made: {2}.</source>
   <translation>Der Ordner {1} kann nicht angelegt werden: {2}.</translation>
  </message>
  <message>
   <source>The label printer took a label, and then: {1}</source>
   <translation>Der Etikettendrucker nahm ein Etikett an, und dann: {1}</translation>
  </message>
  <message>
   <source>The printer at {1} takes nothing.</source>
   <translation>Der Drucker an {1} nimmt nichts an.</translation>
  </message>
  <message>
   <source>The station's account may not write to {1}.</source>
   <translation>Das Konto der Station darf nicht nach {1} schreiben.</translation>
  </message>
  <message>
   <source>The file {1} cannot be written: {2}.</source>
   <translation>Die Datei {1} kann nicht geschrieben werden: {2}.</translation>
  </message>
  <message>
   <source>The folder {1} cannot be written: {2}.</source>
   <translation>Der Ordner {1} kann nicht geschrieben werden: {2}.</translation>
  </message>
  <message>
   <source>The printer at {1} stopped in the middle of a label.</source>
   <translation>Der Drucker an {1} hielt mitten in einem Etikett an.</translation>
  </message>
  <message>
   <source>{1} is too long for the label {2}: it has {3} mm.</source>
   <translation>{1} ist zu lang für das Etikett {2}: Es hat {3} mm.</translation>
  </message>
  <message>
   <source>{1} is too long for the {2} symbol on the label {3}: no scanner could read it.</source>
   <translation>{1} ist zu lang für das Symbol {2} auf dem Etikett {3}: Kein Scanner könnte es lesen.</translation>
  </message>
  <message>
   <source>The label printer at {1} does not answer.</source>
   <translation>Der Etikettendrucker unter {1} antwortet nicht.</translation>
  </message>
  <message>
   <source>The label printer has held a label back for {1} seconds.</source>
   <translation>Der Etikettendrucker hält seit {1} Sekunden ein Etikett zurück.</translation>
  </message>
  <message>
   <source>The connection to the label printer broke while it was given a label.</source>
   <translation>Die Verbindung zum Etikettendrucker brach ab, während er ein Etikett bekam.</translation>
  </message>
  <message>
   <source>The label printer at {1} cannot be reached.</source>
   <translation>Der Etikettendrucker unter {1} ist nicht zu erreichen.</translation>
  </message>
  <message>
   <source>The label printer at {1} hung up.</source>
   <translation>Der Etikettendrucker unter {1} legte auf.</translation>
  </message>
  <message>
   <source>The label printer is open.</source>
   <translation>Der Etikettendrucker ist offen.</translation>
  </message>
  <message>
   <source>The label printer has no ribbon left.</source>
   <translation>Der Etikettendrucker hat kein Farbband mehr.</translation>
  </message>
  <message>
   <source>Put in a new ribbon: the label is printed then.</source>
   <translation>Ein neues Farbband einlegen: Dann wird das Etikett gedruckt.</translation>
  </message>
  <message>
   <source>The label printer is paused.</source>
   <translation>Der Etikettendrucker macht Pause.</translation>
  </message>
  <message>
   <source>The label printer's head is too {1}.</source>
   <translation>Der Kopf des Etikettendruckers ist zu {1}.</translation>
  </message>
  <message>
   <source>Wait a few minutes.</source>
   <translation>Einige Minuten warten.</translation>
  </message>
  <message>
   <source>The label printer's {1}.</source>
   <translation>Etikettendrucker: {1}.</translation>
  </message>
  <message>
   <source>What answers where the label printer should be is none that speaks ZPL.</source>
   <translation>Was dort antwortet, wo der Etikettendrucker sein sollte, spricht kein ZPL.</translation>
  </message>
  <message>
   <source>No {1} symbol can be made of {2}: {3}.</source>
   <translation>Aus {2} wird kein Symbol {1}: {3}.</translation>
  </message>
  <message>
   <source>No {1} symbol can be made of {2}: it holds no more than that.</source>
   <translation>Aus {2} wird kein Symbol {1}: So viel fasst es nicht.</translation>
  </message>
  <message>
   <source>The label template {1} is wrong at {2}: {3}.</source>
   <translation>Die Etikettenvorlage {1} ist bei {2} falsch: {3}.</translation>
  </message>
  <message>
   <source>The template that the label was made by can no longer be read by this program.</source>
   <translation>Die Vorlage, nach der das Etikett gemacht wurde, ist von diesem Programm nicht mehr lesbar.</translation>
  </message>
  <message>
   <source>There is no label template {1}; there is {2}.</source>
   <translation>Es gibt keine Etikettenvorlage {1}; es gibt {2}.</translation>
  </message>
  <message>
   <source>An engineer must correct the recipe's [label] print.</source>
   <translation>Die Technik muss [label] print im Rezept berichtigen.</translation>
  </message>
  <message>
   <source>{1} cannot be printed: it has control characters.</source>
   <translation>{1} kann nicht gedruckt werden: Es enthält Steuerzeichen.</translation>
  </message>
  <message>
   <source>{1} cannot be printed: not every printer has {2}.</source>
   <translation>{1} kann nicht gedruckt werden: Nicht jeder Drucker hat {2}.</translation>
  </message>
  <message>
   <source>No PIN or passphrase was given.</source>
   <translation>Es wurde weder PIN noch Passphrase angegeben.</translation>
  </message>
  <message>
   <source>Type it, then press Unlock.</source>
   <translation>Eingeben, dann „Entsperren“ drücken.</translation>
  </message>
  <message>
   <source>{1} is no day.</source>
   <translation>{1} ist kein Tag.</translation>
  </message>
  <message>
   <source>Write it as year-month-day: 2027-01-31.</source>
   <translation>Als Jahr-Monat-Tag schreiben: 2027-01-31.</translation>
  </message>
  <message>
   <source>Within {1} days end: device certificates {2}, CA certificates {3}. The Authority page lists them.</source>
   <translation>Innerhalb von {1} Tagen laufen ab: Gerätezertifikate {2}, CA-Zertifikate {3}. Die Seite CA nennt sie.</translation>
  </message>
  <message>
   <source>Its key is in an encrypted file.</source>
   <translation>Ihr Schlüssel ist in einer verschlüsselten Datei.</translation>
  </message>
  <message>
   <source>Its key is in the token {1}.</source>
   <translation>Ihr Schlüssel ist im Token {1}.</translation>
  </message>
  <message>
   <source>{1} was to get another certificate than the one it has ({2}), and the rotation did not come to its end.</source>
   <translation>{1} sollte ein anderes Zertifikat bekommen als das, das es hat ({2}), und die Erneuerung kam nicht zu ihrem Ende.</translation>
  </message>
  <message>
   <source>The key of {1} was reported compromised; it gets no certificate again ({2}).</source>
   <translation>Der Schlüssel von {1} wurde als gestohlen gemeldet; er bekommt kein Zertifikat mehr ({2}).</translation>
  </message>
  <message>
   <source>This device's key already has a certificate as {1} ({2}).</source>
   <translation>Der Schlüssel dieses Geräts hat schon ein Zertifikat als {1} ({2}).</translation>
  </message>
  <message>
   <source>{1} already has a certificate for another key ({2}).</source>
   <translation>{1} hat schon ein Zertifikat für einen anderen Schlüssel ({2}).</translation>
  </message>
  <message>
   <source>Put the unit aside: another unit has this identifier, or this one lost its key. A supervisor decides.</source>
   <translation>Gerät beiseitelegen: Ein anderes Gerät hat diese Kennung, oder dieses hat seinen Schlüssel verloren. Die Schichtleitung entscheidet.</translation>
  </message>
  <message>
   <source>The CA's private key does not belong to its public key: its signatures are wrong.</source>
   <translation>Der private Schlüssel der CA gehört nicht zu ihrem öffentlichen: Seine Signaturen sind falsch.</translation>
  </message>
  <message>
   <source>{1} already has a certificate by another recipe, or another version of it ({2}).</source>
   <translation>{1} hat schon ein Zertifikat nach einem anderen Rezept oder einer anderen Fassung davon ({2}).</translation>
  </message>
  <message>
   <source>The unit is finished. If it is to be made anew, a supervisor must have its credentials erased first.</source>
   <translation>Das Gerät ist fertig. Soll es neu gemacht werden, muss die Schichtleitung zuerst seine Einträge löschen lassen.</translation>
  </message>
  <message>
   <source>There is no CA certificate.</source>
   <translation>Es gibt kein CA-Zertifikat.</translation>
  </message>
  <message>
   <source>The CA certificate {1} does not belong to the CA's key.</source>
   <translation>Das CA-Zertifikat {1} gehört nicht zum Schlüssel der CA.</translation>
  </message>
  <message>
   <source>The CA {1} cannot be used: its key {2}.</source>
   <translation>Die CA {1} ist nicht benutzbar: Ihr Schlüssel {2}.</translation>
  </message>
  <message>
   <source>The certificate {1} is not a CA's.</source>
   <translation>Das Zertifikat {1} ist nicht das einer CA.</translation>
  </message>
  <message>
   <source>The CA certificate {1} may not sign certificates.</source>
   <translation>Das CA-Zertifikat {1} darf keine Zertifikate signieren.</translation>
  </message>
  <message>
   <source>The CA certificate {1} allows {2} CAs below it; there are {3}.</source>
   <translation>Das CA-Zertifikat {1} erlaubt {2} CAs darunter; es sind {3}.</translation>
  </message>
  <message>
   <source>The certificate {1} does not say that it may sign others.</source>
   <translation>Das Zertifikat {1} sagt nicht, dass es andere signieren darf.</translation>
  </message>
  <message>
   <source>The extensions of the CA certificate {1} cannot be read.</source>
   <translation>Die Erweiterungen des CA-Zertifikats {1} sind nicht lesbar.</translation>
  </message>
  <message>
   <source>The CA certificate {1} is not valid before {2}; this station's clock says {3}.</source>
   <translation>Das CA-Zertifikat {1} ist nicht vor {2} gültig; die Uhr dieser Station sagt {3}.</translation>
  </message>
  <message>
   <source>Check the station's clock. If it is right, a supervisor must bring in a valid CA certificate.</source>
   <translation>Die Uhr der Station prüfen. Geht sie richtig, muss die Schichtleitung ein gültiges CA-Zertifikat bringen.</translation>
  </message>
  <message>
   <source>The CA certificate {1} expired on {2} ({3}).</source>
   <translation>Das CA-Zertifikat {1} ist am {2} abgelaufen ({3}).</translation>
  </message>
  <message>
   <source>The CA certificate {1} is not signed by {2}.</source>
   <translation>Das CA-Zertifikat {1} ist nicht von {2} signiert.</translation>
  </message>
  <message>
   <source>{1} cannot be the name in a certificate: 1 to 64 characters.</source>
   <translation>{1} kann nicht der Name in einem Zertifikat sein: 1 bis 64 Zeichen.</translation>
  </message>
  <message>
   <source>The CA's certificate does not allow it to sign revocation lists.</source>
   <translation>Das Zertifikat der CA erlaubt ihr nicht, Sperrlisten zu signieren.</translation>
  </message>
  <message>
   <source>An engineer must make a CA with cRLSign.</source>
   <translation>Die Technik muss eine CA mit cRLSign machen.</translation>
  </message>
  <message>
   <source>Nobody said how the private keys are to be protected.</source>
   <translation>Niemand sagte, wie die privaten Schlüssel geschützt werden sollen.</translation>
  </message>
  <message>
   <source>The profile {1} wants a CA with a key of {2}; that of {3} is {4}.</source>
   <translation>Das Profil {1} will eine CA mit einem Schlüssel {2}; der von {3} ist {4}.</translation>
  </message>
  <message>
   <source>The profile {1} wants a CA with a path length of {2}; {3} has {4}.</source>
   <translation>Das Profil {1} will eine CA mit der Pfadlänge {2}; {3} hat {4}.</translation>
  </message>
  <message>
   <source>The CA {1} does not say {2} in its name, as this profile wants.</source>
   <translation>Die CA {1} nennt {2} nicht in ihrem Namen, wie dieses Profil es will.</translation>
  </message>
  <message>
   <source>The CA is for {1} {2}; the certificate would say {3}.</source>
   <translation>Die CA ist für {1} {2}; das Zertifikat würde {3} sagen.</translation>
  </message>
  <message>
   <source>The CA's key file {1} holds no encrypted private key in PEM.</source>
   <translation>Die Schlüsseldatei der CA {1} enthält keinen verschlüsselten privaten PEM-Schlüssel.</translation>
  </message>
  <message>
   <source>There is no passphrase for the CA's key file {1}.</source>
   <translation>Es gibt keine Passphrase für die Schlüsseldatei der CA {1}.</translation>
  </message>
  <message>
   <source>A CA's key is not written without a passphrase.</source>
   <translation>Der Schlüssel einer CA wird nicht ohne Passphrase geschrieben.</translation>
  </message>
  <message>
   <source>Choose a passphrase.</source>
   <translation>Eine Passphrase wählen.</translation>
  </message>
  <message>
   <source>The CA's key file {1} holds a key that is neither EC nor RSA nor Ed25519.</source>
   <translation>Die Schlüsseldatei der CA {1} enthält einen Schlüssel, der weder EC noch RSA noch Ed25519 ist.</translation>
  </message>
  <message>
   <source>The CA's key in {1} cannot be used: it {2}.</source>
   <translation>Der Schlüssel der CA in {1} ist nicht benutzbar: Er {2}.</translation>
  </message>
  <message>
   <source>The CA's key file {1} cannot be read: {2}.</source>
   <translation>Die Schlüsseldatei der CA {1} ist nicht lesbar: {2}.</translation>
  </message>
  <message>
   <source>The CA's key file {1} is not encrypted as PKCS#8; such a key is not used.</source>
   <translation>Die Schlüsseldatei der CA {1} ist nicht als PKCS#8 verschlüsselt; ein solcher Schlüssel wird nicht benutzt.</translation>
  </message>
  <message>
   <source>Encrypt it (`openssl pkcs8 -topk8 -v2 aes-256-cbc -in KEY -out ENCRYPTED`), then destroy the old file.</source>
   <translation>Sie verschlüsseln (`openssl pkcs8 -topk8 -v2 aes-256-cbc -in KEY -out ENCRYPTED`), dann die alte Datei vernichten.</translation>
  </message>
  <message>
   <source>The CA's key file {1} cannot be opened: the passphrase is wrong or the file is damaged.</source>
   <translation>Die Schlüsseldatei der CA {1} lässt sich nicht öffnen: Die Passphrase ist falsch oder die Datei beschädigt.</translation>
  </message>
  <message>
   <source>There already is a file {1}; it is not overwritten.</source>
   <translation>Es gibt schon eine Datei {1}; sie wird nicht überschrieben.</translation>
  </message>
  <message>
   <source>Choose another name for the key file.</source>
   <translation>Einen anderen Namen für die Schlüsseldatei wählen.</translation>
  </message>
  <message>
   <source>The CA's key file {1} cannot be written: {2}.</source>
   <translation>Die Schlüsseldatei der CA {1} kann nicht geschrieben werden: {2}.</translation>
  </message>
  <message>
   <source>The certificate for {1} would not do: {2}.</source>
   <translation>Das Zertifikat für {1} würde nicht taugen: {2}.</translation>
  </message>
  <message>
   <source>The platform would not take the certificate of {1}: {2}.</source>
   <translation>Die Plattform würde das Zertifikat von {1} nicht nehmen: {2}.</translation>
  </message>
  <message>
   <source>The CA certificates of the maker “{1}” are not there.</source>
   <translation>Die CA-Zertifikate des Herstellers „{1}“ sind nicht da.</translation>
  </message>
  <message>
   <source>An engineer must put them into the folder `makers` as {1}.pem.</source>
   <translation>Die Technik muss sie als {1}.pem in den Ordner `makers` legen.</translation>
  </message>
  <message>
   <source>The device holds no certificate of its maker.</source>
   <translation>Das Gerät enthält kein Zertifikat seines Herstellers.</translation>
  </message>
  <message>
   <source>The device's own certificate cannot be used: its key {1}.</source>
   <translation>Das eigene Zertifikat des Geräts ist nicht benutzbar: Sein Schlüssel {1}.</translation>
  </message>
  <message>
   <source>The device came with an {1} key; the recipe asks for {2}.</source>
   <translation>Das Gerät kam mit einem Schlüssel {1}; das Rezept verlangt {2}.</translation>
  </message>
  <message>
   <source>The device's certificate (from {1}) does not lead to the maker's CA.</source>
   <translation>Das Zertifikat des Geräts (von {1}) führt nicht zur CA des Herstellers.</translation>
  </message>
  <message>
   <source>The device's certificate leads to the maker's CA by a longer way than the CA allows.</source>
   <translation>Das Zertifikat des Geräts führt auf einem längeren Weg zur CA des Herstellers, als sie erlaubt.</translation>
  </message>
  <message>
   <source>The CA's key is of a kind that cannot sign many certificates.</source>
   <translation>Der Schlüssel der CA ist von einer Art, die nicht viele Zertifikate signieren kann.</translation>
  </message>
  <message>
   <source>{1} already has a certificate (serial {2}).</source>
   <translation>{1} hat schon ein Zertifikat (Seriennummer {2}).</translation>
  </message>
  <message>
   <source>Leave it out of the list, or have that certificate revoked first.</source>
   <translation>Es aus der Liste lassen, oder jenes Zertifikat zuerst sperren lassen.</translation>
  </message>
  <message>
   <source>{1} stands in the list twice.</source>
   <translation>{1} steht zweimal in der Liste.</translation>
  </message>
  <message>
   <source>Take it out of the list once.</source>
   <translation>Es einmal aus der Liste nehmen.</translation>
  </message>
  <message>
   <source>Another unit in the list has the same key as {1}.</source>
   <translation>Ein anderes Gerät der Liste hat denselben Schlüssel wie {1}.</translation>
  </message>
  <message>
   <source>The CA's key made a signature that is not its own; nothing of the batch is kept.</source>
   <translation>Der Schlüssel der CA machte eine Signatur, die nicht seine ist; vom Stapel wird nichts behalten.</translation>
  </message>
  <message>
   <source>Start the job again: it goes on. If it happens again, the HSM, or this machine, is faulty.</source>
   <translation>Die Arbeit neu starten: Sie geht weiter. Passiert es wieder, ist das HSM oder diese Maschine defekt.</translation>
  </message>
  <message>
   <source>{1} has locked its PIN after too many wrong ones.</source>
   <translation>{1} hat die PIN nach zu vielen falschen gesperrt.</translation>
  </message>
  <message>
   <source>Reset the PIN with the token's own tool and its SO PIN.</source>
   <translation>Die PIN mit dem Werkzeug des Tokens und seiner SO-PIN zurücksetzen.</translation>
  </message>
  <message>
   <source>{1} does not take the PIN. It does not tell how many tries are left.</source>
   <translation>{1} nimmt die PIN nicht an. Es sagt nicht, wie viele Versuche bleiben.</translation>
  </message>
  <message>
   <source>{1} would lock itself if the next PIN were wrong, so none was tried.</source>
   <translation>{1} würde sich sperren, wenn die nächste PIN falsch wäre, darum wurde keine versucht.</translation>
  </message>
  <message>
   <source>Log in once with the token's own tool: that gives the tries back.</source>
   <translation>Sich einmal mit dem Werkzeug des Tokens anmelden: Das gibt die Versuche zurück.</translation>
  </message>
  <message>
   <source>{1} does not take the PIN. One try is left: one more wrong PIN locks it.</source>
   <translation>{1} nimmt die PIN nicht an. Ein Versuch bleibt: Noch eine falsche PIN sperrt es.</translation>
  </message>
  <message>
   <source>{1} does not take the PIN. It counts the wrong ones and does not tell how many tries are left.</source>
   <translation>{1} nimmt die PIN nicht an. Es zählt die falschen und sagt nicht, wie viele Versuche bleiben.</translation>
  </message>
  <message>
   <source>The file {1} is no PKCS#11 module that this computer can load.</source>
   <translation>Die Datei {1} ist kein PKCS#11-Modul, das dieser Rechner laden kann.</translation>
  </message>
  <message>
   <source>Choose the library of the HSM's maker.</source>
   <translation>Die Bibliothek des HSM-Herstellers wählen.</translation>
  </message>
  <message>
   <source>{1} does not take the PIN.</source>
   <translation>{1} nimmt die PIN nicht an.</translation>
  </message>
  <message>
   <source>{1} has no valid PIN yet.</source>
   <translation>{1} hat noch keine gültige PIN.</translation>
  </message>
  <message>
   <source>Set the token's PIN with its own tool.</source>
   <translation>Die PIN des Tokens mit seinem eigenen Werkzeug setzen.</translation>
  </message>
  <message>
   <source>{1} is locked: nobody has logged in.</source>
   <translation>{1} ist gesperrt: Niemand hat sich angemeldet.</translation>
  </message>
  <message>
   <source>{1} is already in use by this program.</source>
   <translation>{1} wird von diesem Programm schon benutzt.</translation>
  </message>
  <message>
   <source>Close what uses the token, then try again.</source>
   <translation>Schließen, was das Token benutzt, dann noch einmal versuchen.</translation>
  </message>
  <message>
   <source>{1} is gone.</source>
   <translation>{1} ist weg.</translation>
  </message>
  <message>
   <source>{1} does not work ({2}).</source>
   <translation>{1} arbeitet nicht ({2}).</translation>
  </message>
  <message>
   <source>There is no PKCS#11 module {1}.</source>
   <translation>Es gibt kein PKCS#11-Modul {1}.</translation>
  </message>
  <message>
   <source>Check the path of the HSM's PKCS#11 module in the settings.</source>
   <translation>Den Pfad des PKCS#11-Moduls des HSM in den Einstellungen prüfen.</translation>
  </message>
  <message>
   <source>The recipe {1} does not fit the profile {2}: {3}.</source>
   <translation>Das Rezept {1} passt nicht zum Profil {2}: {3}.</translation>
  </message>
  <message>
   <source>{1} is no identifier for the profile {2}.</source>
   <translation>{1} ist keine Kennung für das Profil {2}.</translation>
  </message>
  <message>
   <source>The certificate's {1} would be empty: nothing fills {2}.</source>
   <translation>{1} des Zertifikats wäre leer: Nichts füllt {2}.</translation>
  </message>
  <message>
   <source>{1} cannot be the {2} in a certificate: it has a character that is no letter, digit or ' ()+,./:=?-.</source>
   <translation>{1} kann nicht {2} in einem Zertifikat sein: Es hat ein Zeichen, das weder Buchstabe noch Ziffer noch ' ()+,./:=?- ist.</translation>
  </message>
  <message>
   <source>{1} cannot be an alternative name: it is not plain ASCII.</source>
   <translation>{1} kann kein alternativer Name sein: Es ist kein reines ASCII.</translation>
  </message>
  <message>
   <source>{1} cannot be the {2} in a certificate: {3}.</source>
   <translation>{1} kann nicht {2} in einem Zertifikat sein: {3}.</translation>
  </message>
  <message>
   <source>{1} cannot be an alternative name: {2}.</source>
   <translation>{1} kann kein alternativer Name sein: {2}.</translation>
  </message>
  <message>
   <source>{1} cannot be the value of the extension {2}: {3}.</source>
   <translation>{1} kann nicht der Wert der Erweiterung {2} sein: {3}.</translation>
  </message>
  <message>
   <source>{1} did not keep the key {2} that it made.</source>
   <translation>{1} behielt den Schlüssel {2} nicht, den es machte.</translation>
  </message>
  <message>
   <source>The key {1} in the HSM is neither EC nor RSA.</source>
   <translation>Der Schlüssel {1} im HSM ist weder EC noch RSA.</translation>
  </message>
  <message>
   <source>The public key {1} in the HSM cannot be read.</source>
   <translation>Der öffentliche Schlüssel {1} im HSM ist nicht lesbar.</translation>
  </message>
  <message>
   <source>{1} holds no public key or certificate {2}.</source>
   <translation>{1} enthält keinen öffentlichen Schlüssel und kein Zertifikat {2}.</translation>
  </message>
  <message>
   <source>Check the key's name in the settings.</source>
   <translation>Den Namen des Schlüssels in den Einstellungen prüfen.</translation>
  </message>
  <message>
   <source>{1} already holds something called {2}.</source>
   <translation>{1} enthält schon etwas namens {2}.</translation>
  </message>
  <message>
   <source>Choose another name for the key.</source>
   <translation>Einen anderen Namen für den Schlüssel wählen.</translation>
  </message>
  <message>
   <source>The key {1} in {2} is not one Ed25519 key.</source>
   <translation>Der Schlüssel {1} in {2} ist nicht genau ein Ed25519-Schlüssel.</translation>
  </message>
  <message>
   <source>{1} holds no private key {2}.</source>
   <translation>{1} enthält keinen privaten Schlüssel {2}.</translation>
  </message>
  <message>
   <source>{1} holds {2} private keys {3}.</source>
   <translation>{1} enthält {2} private Schlüssel {3}.</translation>
  </message>
  <message>
   <source>Name the key by its id in the settings.</source>
   <translation>Den Schlüssel in den Einstellungen mit seiner Id nennen.</translation>
  </message>
  <message>
   <source>{1} holds a certificate {2} that cannot be read.</source>
   <translation>{1} enthält ein Zertifikat {2}, das nicht lesbar ist.</translation>
  </message>
  <message>
   <source>The certificate profile that the order keeps can no longer be read by this program.</source>
   <translation>Das Zertifikatsprofil, das der Auftrag behält, kann dieses Programm nicht mehr lesen.</translation>
  </message>
  <message>
   <source>The certificate profile {1} is wrong at name: it must be the file's, {2}.</source>
   <translation>Das Zertifikatsprofil {1} ist bei name falsch: Es muss der der Datei sein, {2}.</translation>
  </message>
  <message>
   <source>There is no certificate profile {1}; there is {2}.</source>
   <translation>Es gibt kein Zertifikatsprofil {1}; es gibt {2}.</translation>
  </message>
  <message>
   <source>The certificate on the device (serial {1}) was altered: not every byte is as it was written.</source>
   <translation>Das Zertifikat auf dem Gerät (Seriennummer {1}) wurde verändert: Nicht jedes Byte ist, wie es geschrieben wurde.</translation>
  </message>
  <message>
   <source>The device holds another certificate (serial {1}) than was written to it (serial {2}).</source>
   <translation>Das Gerät enthält ein anderes Zertifikat (Seriennummer {1}) als das geschriebene (Seriennummer {2}).</translation>
  </message>
  <message>
   <source>The device holds {1} CA certificates; {2} were written to it.</source>
   <translation>Das Gerät enthält {1} CA-Zertifikate; geschrieben wurden {2}.</translation>
  </message>
  <message>
   <source>CA certificate {1} of {2} on the device is not the one that was written to it.</source>
   <translation>CA-Zertifikat {1} von {2} auf dem Gerät ist nicht das geschriebene.</translation>
  </message>
  <message>
   <source>The device does not sign with the key of its certificate.</source>
   <translation>Das Gerät signiert nicht mit dem Schlüssel seines Zertifikats.</translation>
  </message>
  <message>
   <source>The recipient's certificate cannot be used: its key {1}.</source>
   <translation>Das Zertifikat des Empfängers kann nicht verwendet werden: Sein Schlüssel {1}.</translation>
  </message>
  <message>
   <source>The passphrase for the private keys must have at least {1} characters.</source>
   <translation>Die Passphrase für die privaten Schlüssel muss mindestens {1} Zeichen haben.</translation>
  </message>
  <message>
   <source>The recipient's certificate cannot be read: it must be one X.509 certificate in PEM.</source>
   <translation>Das Zertifikat des Empfängers ist nicht lesbar: Es muss ein X.509-Zertifikat in PEM sein.</translation>
  </message>
  <message>
   <source>The device's certificate request cannot be used: its key {1}.</source>
   <translation>Der Zertifikatsantrag des Geräts ist nicht benutzbar: Sein Schlüssel {1}.</translation>
  </message>
  <message>
   <source>The device made an {1} key; the recipe asks for {2}.</source>
   <translation>Das Gerät machte einen Schlüssel {1}; das Rezept verlangt {2}.</translation>
  </message>
  <message>
   <source>The device's certificate request is signed with a hash that is not SHA-256, SHA-384 or SHA-512.</source>
   <translation>Der Zertifikatsantrag des Geräts ist mit einem Hash signiert, der nicht SHA-256, SHA-384 oder SHA-512 ist.</translation>
  </message>
  <message>
   <source>The device's certificate request is not signed by the key in it.</source>
   <translation>Der Zertifikatsantrag des Geräts ist nicht mit dem Schlüssel darin signiert.</translation>
  </message>
  <message>
   <source>The device's certificate request names no device: it has no CN.</source>
   <translation>Der Zertifikatsantrag des Geräts nennt kein Gerät: Er hat keinen CN.</translation>
  </message>
  <message>
   <source>The device's certificate request has {1} CNs; there must be one.</source>
   <translation>Der Zertifikatsantrag des Geräts hat {1} CNs; es muss genau einer sein.</translation>
  </message>
  <message>
   <source>The device's certificate request is for {1}, but this device is {2}.</source>
   <translation>Der Zertifikatsantrag des Geräts ist für {1}, aber dieses Gerät ist {2}.</translation>
  </message>
  <message>
   <source>The new key does not sign as it should.</source>
   <translation>Der neue Schlüssel signiert nicht, wie er soll.</translation>
  </message>
  <message>
   <source>Start over. If it happens again, this machine is faulty.</source>
   <translation>Neu beginnen. Passiert es wieder, ist diese Maschine defekt.</translation>
  </message>
  <message>
   <source>The device's certificate request asks to be a CA.</source>
   <translation>Der Zertifikatsantrag des Geräts will eine CA sein.</translation>
  </message>
  <message>
   <source>The device's certificate request asks to sign certificates or revocation lists, as only a CA may.</source>
   <translation>Der Zertifikatsantrag des Geräts will Zertifikate oder Sperrlisten signieren, was nur eine CA darf.</translation>
  </message>
  <message>
   <source>{1} is not there.</source>
   <translation>{1} ist nicht da.</translation>
  </message>
  <message>
   <source>{1} is there {2} times.</source>
   <translation>{1} ist {2}-mal da.</translation>
  </message>
  <message>
   <source>Name the token by its serial number in the settings.</source>
   <translation>Das Token in den Einstellungen mit seiner Seriennummer nennen.</translation>
  </message>
  <message>
   <source>{1} {2}, and nobody has logged in again.</source>
   <translation>{1} {2}, und niemand hat sich wieder angemeldet.</translation>
  </message>
  <message>
   <source>There is no usable authority {1} here; there are {2}.</source>
   <translation>Hier gibt es keine benutzbare CA {1}; es gibt {2}.</translation>
  </message>
  <message>
   <source>{1} hands over to {2}: nobody would sign.</source>
   <translation>{1} übergibt an {2}: Niemand würde signieren.</translation>
  </message>
  <message>
   <source>An engineer must correct the recipe or the settings; there is {1}.</source>
   <translation>Die Technik muss das Rezept oder die Einstellungen berichtigen; es gibt {1}.</translation>
  </message>
  <message>
   <source>The authority {1} is valid from {2} to {3}, and not on {4}.</source>
   <translation>Die CA {1} ist von {2} bis {3} gültig, und nicht am {4}.</translation>
  </message>
  <message>
   <source>{1} is too long for a token's name: at most {2} bytes.</source>
   <translation>{1} ist zu lang für den Namen eines Tokens: höchstens {2} Bytes.</translation>
  </message>
  <message>
   <source>Choose a shorter name.</source>
   <translation>Einen kürzeren Namen wählen.</translation>
  </message>
  <message>
   <source>SoftHSM cannot make the token {1} (CKR 0x{2}).</source>
   <translation>SoftHSM kann das Token {1} nicht anlegen (CKR 0x{2}).</translation>
  </message>
  <message>
   <source>SoftHSM cannot keep tokens in {1}: {2}.</source>
   <translation>SoftHSM kann in {1} keine Token halten: {2}.</translation>
  </message>
  <message>
   <source>Check the folder's permissions.</source>
   <translation>Die Rechte des Ordners prüfen.</translation>
  </message>
  <message>
   <source>A PIN of SoftHSM has {1} to {2} characters.</source>
   <translation>Eine PIN von SoftHSM hat {1} bis {2} Zeichen.</translation>
  </message>
  <message>
   <source>Choose another PIN.</source>
   <translation>Eine andere PIN wählen.</translation>
  </message>
  <message>
   <source>SoftHSM has no free slot for a new token.</source>
   <translation>SoftHSM hat keinen freien Slot für ein neues Token.</translation>
  </message>
  <message>
   <source>The device's RSA key has a prime in common with the key of another unit: both can be broken.</source>
   <translation>Der RSA-Schlüssel des Geräts hat eine Primzahl mit dem Schlüssel eines anderen Geräts gemeinsam: Beide sind zu brechen.</translation>
  </message>
  <message>
   <source>Put the unit aside and call an engineer: this product's devices make their keys without enough randomness.</source>
   <translation>Gerät beiseitelegen und die Technik rufen: Die Geräte dieses Produkts machen ihre Schlüssel mit zu wenig Zufall.</translation>
  </message>
  <message>
   <source>It can print.</source>
   <translation>Er kann drucken.</translation>
  </message>
  <message>
   <source>No label printer is set up.</source>
   <translation>Es ist kein Etikettendrucker eingerichtet.</translation>
  </message>
  <message>
   <source>Labels on their way: {1}.</source>
   <translation>Etiketten unterwegs: {1}.</translation>
  </message>
  <message>
   <source>{1} Labels that are owed: {2}. {3}</source>
   <translation>{1} Offene Etiketten: {2}. {3}</translation>
  </message>
  <message>
   <source>Labels of which nobody knows whether they were printed: {1}. Look, and decide in the history.</source>
   <translation>Etiketten, von denen niemand weiß, ob sie gedruckt wurden: {1}. Nachsehen und im Verlauf entscheiden.</translation>
  </message>
  <message>
   <source>The printer on the network at {1}</source>
   <translation>Der Drucker im Netz unter {1}</translation>
  </message>
  <message>
   <source>The print queue {1}</source>
   <translation>Die Druckwarteschlange {1}</translation>
  </message>
  <message>
   <source>The USB printer at {1}</source>
   <translation>Der USB-Drucker an {1}</translation>
  </message>
  <message>
   <source>Into the file {1}</source>
   <translation>In die Datei {1}</translation>
  </message>
  <message>
   <source>As PDFs into {1}</source>
   <translation>Als PDF-Dateien in {1}</translation>
  </message>
  <message>
   <source>A printer that is made up: nothing comes out of it.</source>
   <translation>Ein gedachter Drucker: Es kommt nichts heraus.</translation>
  </message>
  <message>
   <source>Others may read the secret in {1}.</source>
   <translation>Andere können das Geheimnis in {1} lesen.</translation>
  </message>
  <message>
   <source>chmod 600 {1}</source>
   <translation>chmod 600 {1}</translation>
  </message>
  <message>
   <source>The secret in {1} cannot be read: {2}.</source>
   <translation>Das Geheimnis in {1} ist nicht lesbar: {2}.</translation>
  </message>
  <message>
   <source>{1} is not as Peridio's own tool writes it{2}.</source>
   <translation>{1} ist nicht, wie Peridios eigenes Werkzeug es schreibt{2}.</translation>
  </message>
  <message>
   <source>{1} has no profile {2}.</source>
   <translation>{1} hat kein Profil {2}.</translation>
  </message>
  <message>
   <source>There are: {1}.</source>
   <translation>Es gibt: {1}.</translation>
  </message>
  <message>
   <source>PERIDIO_PROFILE names a profile, but there is no {1}.</source>
   <translation>PERIDIO_PROFILE nennt ein Profil, aber es gibt kein {1}.</translation>
  </message>
  <message>
   <source>Make it with Peridio's own tool, name its folder in PERIDIO_CONFIG_DIRECTORY, or unset PERIDIO_PROFILE.</source>
   <translation>Es mit Peridios eigenem Werkzeug anlegen, seinen Ordner in PERIDIO_CONFIG_DIRECTORY nennen, oder PERIDIO_PROFILE wegnehmen.</translation>
  </message>
  <message>
   <source>{1} cannot be read: {2}.</source>
   <translation>{1} ist nicht lesbar: {2}.</translation>
  </message>
  <message>
   <source>{1} never left this station with a certificate: there is none to replace.</source>
   <translation>{1} verließ diese Station nie mit einem Zertifikat: Es gibt keines zu ersetzen.</translation>
  </message>
  <message>
   <source>The certificate of {1} was revoked: it gets a new one only by a rotation, with a reason.</source>
   <translation>Das Zertifikat von {1} wurde gesperrt: Ein neues gibt es nur durch eine Erneuerung mit Begründung.</translation>
  </message>
  <message>
   <source>The station's clock says {1}, which is before this program was made.</source>
   <translation>Die Uhr der Station sagt {1}, und da gab es dieses Programm noch nicht.</translation>
  </message>
  <message>
   <source>The station's clock says {1} UTC, but the ledger already has entries of {2} UTC.</source>
   <translation>Die Uhr der Station sagt {1} UTC, aber das Journal hat schon Einträge von {2} UTC.</translation>
  </message>
  <message>
   <source>The label is not this chip's: it says {1}, the chip says {2}.</source>
   <translation>Das Etikett gehört nicht zu diesem Chip: Darauf steht {1}, im Chip steht {2}.</translation>
  </message>
  <message>
   <source>Another unit was already provisioned as {1}: its chip is not this one.</source>
   <translation>Ein anderes Gerät wurde schon als {1} bereitgestellt: Sein Chip ist nicht dieser.</translation>
  </message>
  <message>
   <source>The device already holds a certificate that this station did not issue (from {1}).</source>
   <translation>Das Gerät enthält schon ein Zertifikat, das diese Station nicht ausgestellt hat (von {1}).</translation>
  </message>
  <message>
   <source>{1} has passed before, on {2} UTC{3}.</source>
   <translation>{1} war schon GUT, am {2} UTC{3}.</translation>
  </message>
  <message>
   <source>Order {1} is for recipe {2} {3} as it was when it was made.</source>
   <translation>Auftrag {1} ist für Rezept {2} {3}, wie es war, als er angelegt wurde.</translation>
  </message>
  <message>
   <source>Another tray is working on a unit that also calls itself {1}.</source>
   <translation>Ein anderer Platz arbeitet an einem Gerät, das sich auch {1} nennt.</translation>
  </message>
  <message>
   <source>The recipe {1} registers nothing, so its units cannot be registered.</source>
   <translation>Das Rezept {1} registriert nichts, darum können seine Geräte nicht registriert werden.</translation>
  </message>
  <message>
   <source>The folder {1} belongs to a job that this station's ledger does not know.</source>
   <translation>Der Ordner {1} gehört zu einer Arbeit, die das Journal dieser Station nicht kennt.</translation>
  </message>
  <message>
   <source>The job in {1} was begun {2} registration.</source>
   <translation>Die Arbeit in {1} wurde {2} Registrierung begonnen.</translation>
  </message>
  <message>
   <source>The folder {1} was begun with the recipe {2}, or with that recipe before it was changed.</source>
   <translation>Der Ordner {1} wurde mit dem Rezept {2} begonnen, oder mit jenem Rezept, bevor es geändert wurde.</translation>
  </message>
  <message>
   <source>The private keys in this folder were protected in another way, or under another passphrase.</source>
   <translation>Die privaten Schlüssel in diesem Ordner wurden anders geschützt oder unter einer anderen Passphrase.</translation>
  </message>
  <message>
   <source>Row {1}: {2}</source>
   <translation>Zeile {1}: {2}</translation>
  </message>
  <message>
   <source>Correct the row and start again: the job goes on from there.</source>
   <translation>Die Zeile berichtigen und neu starten: Die Arbeit geht von dort weiter.</translation>
  </message>
  <message>
   <source>{1} stands in the list twice, or differs from another only in upper and lower case.</source>
   <translation>{1} steht zweimal in der Liste oder unterscheidet sich nur in Groß- und Kleinschreibung.</translation>
  </message>
  <message>
   <source>A process that makes keys has died.</source>
   <translation>Ein Prozess, der Schlüssel erzeugt, ist gestorben.</translation>
  </message>
  <message>
   <source>Start the job again: it goes on.</source>
   <translation>Die Arbeit neu starten: Sie geht weiter.</translation>
  </message>
  <message>
   <source>The folder {1} is not empty, and no bulk job was begun in it.</source>
   <translation>Der Ordner {1} ist nicht leer, und es wurde keine Arbeit darin begonnen.</translation>
  </message>
  <message>
   <source>The folder {1} lacks what was kept of batch {2}: the keys of its units are lost.</source>
   <translation>Im Ordner {1} fehlt, was von Stapel {2} aufgehoben wurde: Die Schlüssel seiner Geräte sind verloren.</translation>
  </message>
  <message>
   <source>Revoke the certificates of that batch, and make its units anew in another folder.</source>
   <translation>Die Zertifikate dieses Stapels sperren und seine Geräte in einem anderen Ordner neu machen.</translation>
  </message>
  <message>
   <source>The folder {1} does not say which job it belongs to.</source>
   <translation>Der Ordner {1} sagt nicht, zu welcher Arbeit er gehört.</translation>
  </message>
  <message>
   <source>The list {1} is not UTF-8 text.</source>
   <translation>Die Liste {1} ist kein Text in UTF-8.</translation>
  </message>
  <message>
   <source>Save it as CSV in UTF-8.</source>
   <translation>Als CSV in UTF-8 speichern.</translation>
  </message>
  <message>
   <source>The list {1} has no column called serial.</source>
   <translation>Die Liste {1} hat keine Spalte namens serial.</translation>
  </message>
  <message>
   <source>The list {1} has a column {2}; there are {3}.</source>
   <translation>Die Liste {1} hat eine Spalte {2}; es gibt {3}.</translation>
  </message>
  <message>
   <source>The list {1} has a column twice.</source>
   <translation>Die Liste {1} hat eine Spalte zweimal.</translation>
  </message>
  <message>
   <source>The row brings no request (column csr), and the recipe's keys are not made by the station.</source>
   <translation>Die Zeile bringt keinen Antrag (Spalte csr), und die Schlüssel des Rezepts werden nicht von der Station gemacht.</translation>
  </message>
  <message>
   <source>The model {1} is not the recipe's ({2}).</source>
   <translation>Das Modell {1} ist nicht das des Rezepts ({2}).</translation>
  </message>
  <message>
   <source>The serial number {1} is not of the form {2}.</source>
   <translation>Die Seriennummer {1} hat nicht die Form {2}.</translation>
  </message>
  <message>
   <source>{1} cannot be the name of a folder: Windows takes it for a device.</source>
   <translation>{1} kann nicht der Name eines Ordners sein: Windows hält ihn für ein Gerät.</translation>
  </message>
  <message>
   <source>The list {1} has no rows.</source>
   <translation>Die Liste {1} hat keine Zeilen.</translation>
  </message>
  <message>
   <source>The list {1} is not the one that this job was begun with: its first {2} rows are others.</source>
   <translation>Die Liste {1} ist nicht die, mit der diese Arbeit begonnen wurde: Ihre ersten {2} Zeilen sind andere.</translation>
  </message>
  <message>
   <source>Start again with the old list; what comes after the rows that are done may be changed. Or choose a new folder.</source>
   <translation>Mit der alten Liste neu starten; was nach den fertigen Zeilen kommt, darf geändert werden. Oder einen neuen Ordner wählen.</translation>
  </message>
  <message>
   <source>The row is longer than {1} bytes.</source>
   <translation>Die Zeile ist länger als {1} Bytes.</translation>
  </message>
  <message>
   <source>The row has {1} cells; there are {2} columns.</source>
   <translation>Die Zeile hat {1} Zellen; es gibt {2} Spalten.</translation>
  </message>
  <message>
   <source>The first row of the list {1} is not CSV.</source>
   <translation>Die erste Zeile der Liste {1} ist kein CSV.</translation>
  </message>
  <message>
   <source>The {1} {2} has a character that cannot be printed.</source>
   <translation>{1} {2} hat ein Zeichen, das nicht druckbar ist.</translation>
  </message>
  <message>
   <source>The row brings a request, but the recipe's keys are made by the station.</source>
   <translation>Die Zeile bringt einen Antrag, aber die Schlüssel des Rezepts werden von der Station gemacht.</translation>
  </message>
  <message>
   <source>The request (column csr) is not base64.</source>
   <translation>Der Antrag (Spalte csr) ist kein Base64.</translation>
  </message>
  <message>
   <source>The list {1} cannot be read: {2}.</source>
   <translation>Die Liste {1} ist nicht lesbar: {2}.</translation>
  </message>
  <message>
   <source>The row is not UTF-8 text.</source>
   <translation>Die Zeile ist kein Text in UTF-8.</translation>
  </message>
  <message>
   <source>The row is not CSV: a quote is not closed, or stands where none may.</source>
   <translation>Die Zeile ist kein CSV: Ein Anführungszeichen ist nicht geschlossen oder steht, wo keines stehen darf.</translation>
  </message>
  <message>
   <source>The recipe is not TOML: {1}.</source>
   <translation>Das Rezept ist kein TOML: {1}.</translation>
  </message>
  <message>
   <source>Correct it in the text.</source>
   <translation>Es im Text berichtigen.</translation>
  </message>
  <message>
   <source>The first unit of {1}, {2}, has not made itself known to the platform yet.</source>
   <translation>Das erste Gerät von {1}, {2}, hat sich noch nicht bei der Plattform gemeldet.</translation>
  </message>
  <message>
   <source>Let it connect, then start this unit; `birthmark platform contacts` tells whether it tried.</source>
   <translation>Es sich verbinden lassen, dann dieses starten; `birthmark platform contacts` sagt, ob es das versucht hat.</translation>
  </message>
  <message>
   <source>No platform can be asked whether it would make devices of this recipe just in time.</source>
   <translation>Es gibt keine Plattform, die man fragen könnte, ob sie Geräte dieses Rezepts just in time anlegen würde.</translation>
  </message>
  <message>
   <source>The first unit of {1} is on tray {2}, and not confirmed on the platform yet.</source>
   <translation>Das erste Gerät von {1} ist auf Platz {2} und bei der Plattform noch nicht bestätigt.</translation>
  </message>
  <message>
   <source>The list {1} cannot be read.</source>
   <translation>Die Liste {1} ist nicht lesbar.</translation>
  </message>
  <message>
   <source>Check the path; it must be CSV in UTF-8.</source>
   <translation>Den Pfad prüfen; sie muss CSV in UTF-8 sein.</translation>
  </message>
  <message>
   <source>The label template {1} was changed since, and what it was is not in the ledger.</source>
   <translation>Die Etikettenvorlage {1} wurde seither geändert, und was sie war, steht nicht im Journal.</translation>
  </message>
  <message>
   <source>An engineer must bring the old template back, or a supervisor make a new order.</source>
   <translation>Die Technik muss die alte Vorlage zurückbringen, oder die Schichtleitung einen neuen Auftrag anlegen.</translation>
  </message>
  <message>
   <source>The recipe {1} prints a label, and this station has no printer.</source>
   <translation>Das Rezept {1} druckt ein Etikett, und diese Station hat keinen Drucker.</translation>
  </message>
  <message>
   <source>Order {1} prints a label, and this station has no printer.</source>
   <translation>Auftrag {1} druckt ein Etikett, und diese Station hat keinen Drucker.</translation>
  </message>
  <message>
   <source>To work on it again, a supervisor must scan a badge and say why.</source>
   <translation>Um erneut daran zu arbeiten, muss die Schichtleitung ihren Ausweis scannen und den Grund angeben.</translation>
  </message>
  <message>
   <source>No recipe is for what was plugged in ({1}).</source>
   <translation>Kein Rezept passt zu dem, was eingesteckt wurde ({1}).</translation>
  </message>
  <message>
   <source>Tray {1} is still working.</source>
   <translation>Platz {1} arbeitet noch.</translation>
  </message>
  <message>
   <source>Wait until it is done.</source>
   <translation>Warten, bis er fertig ist.</translation>
  </message>
  <message>
   <source>No device to provision is on tray {1}.</source>
   <translation>Auf Platz {1} ist kein Gerät, das bereitzustellen wäre.</translation>
  </message>
  <message>
   <source>Plug a device in.</source>
   <translation>Ein Gerät einstecken.</translation>
  </message>
  <message>
   <source>A device was plugged into {1}, which belongs to no tray.</source>
   <translation>Ein Gerät wurde in {1} eingesteckt, und das gehört zu keinem Platz.</translation>
  </message>
  <message>
   <source>The list is empty.</source>
   <translation>Die Liste ist leer.</translation>
  </message>
  <message>
   <source>The file has no column {1}.</source>
   <translation>Die Datei hat keine Spalte {1}.</translation>
  </message>
  <message>
   <source>The columns are {1}.</source>
   <translation>Die Spalten sind {1}.</translation>
  </message>
  <message>
   <source>The quantity is no number.</source>
   <translation>Die Menge ist keine Zahl.</translation>
  </message>
  <message>
   <source>A range of serial numbers needs both its first and its last.</source>
   <translation>Ein Bereich von Seriennummern braucht seine erste und seine letzte.</translation>
  </message>
  <message>
   <source>Row {1} of the list has no serial number.</source>
   <translation>Zeile {1} der Liste hat keine Seriennummer.</translation>
  </message>
  <message>
   <source>The list has more than {1} serial numbers.</source>
   <translation>Die Liste hat mehr als {1} Seriennummern.</translation>
  </message>
  <message>
   <source>The due date must be written like 2026-12-24.</source>
   <translation>Der Termin muss wie 2026-12-24 geschrieben werden.</translation>
  </message>
  <message>
   <source>Order {1} was made for recipe {2} {3} ({4}…), which was changed since, and is not in the ledger.</source>
   <translation>Auftrag {1} wurde für Rezept {2} {3} ({4}…) angelegt, das seither geändert wurde und nicht im Journal ist.</translation>
  </message>
  <message>
   <source>Order {1} keeps recipe {2} {3} ({4}…), but its maker's CAs were changed since, or its certificate profile, which is not in the ledger.</source>
   <translation>Auftrag {1} behält Rezept {2} {3} ({4}…), aber die CAs seines Herstellers wurden seither geändert, oder sein Zertifikatsprofil, das nicht im Journal steht.</translation>
  </message>
  <message>
   <source>No engineer has approved recipe {1} {2} as it is now ({3}…).</source>
   <translation>Die Technik hat Rezept {1} {2}, wie es jetzt ist ({3}…), nicht freigegeben.</translation>
  </message>
  <message>
   <source>There is no order {1}.</source>
   <translation>Es gibt keinen Auftrag {1}.</translation>
  </message>
  <message>
   <source>Name one of them, or none.</source>
   <translation>Eine davon nennen oder keine.</translation>
  </message>
  <message>
   <source>It was refused elsewhere: {1}.</source>
   <translation>Anderswo abgelehnt: {1}.</translation>
  </message>
  <message>
   <source>A PIN has 4 to 12 digits.</source>
   <translation>Eine PIN hat 4 bis 12 Ziffern.</translation>
  </message>
  <message>
   <source>This PIN is the first that anybody would try.</source>
   <translation>Diese PIN ist die erste, die jeder versuchen würde.</translation>
  </message>
  <message>
   <source>Badge and PIN do not belong together.</source>
   <translation>Ausweis und PIN gehören nicht zusammen.</translation>
  </message>
  <message>
   <source>This badge is locked for {1} min more: too many wrong PINs.</source>
   <translation>Dieser Ausweis ist noch {1} min gesperrt: zu viele falsche PINs.</translation>
  </message>
  <message>
   <source>Badge and PIN do not belong together. {1} more tries.</source>
   <translation>Ausweis und PIN gehören nicht zusammen. Noch {1} Versuche.</translation>
  </message>
  <message>
   <source>This station has people already.</source>
   <translation>Diese Station hat schon Personen.</translation>
  </message>
  <message>
   <source>An administrator admits more.</source>
   <translation>Ein Administrator lässt weitere zu.</translation>
  </message>
  <message>
   <source>The badge {1} is {2}'s.</source>
   <translation>Der Ausweis {1} gehört {2}.</translation>
  </message>
  <message>
   <source>Take another badge.</source>
   <translation>Einen anderen Ausweis nehmen.</translation>
  </message>
  <message>
   <source>Scan your badge, then try again.</source>
   <translation>Ausweis scannen, dann noch einmal versuchen.</translation>
  </message>
  <message>
   <source>The station is locked: nobody was there for a while.</source>
   <translation>Die Station ist gesperrt: Eine Weile war niemand da.</translation>
  </message>
  <message>
   <source>Nobody has the badge {1}.</source>
   <translation>Niemand hat den Ausweis {1}.</translation>
  </message>
  <message>
   <source>The station would have no administrator.</source>
   <translation>Die Station hätte keinen Administrator.</translation>
  </message>
  <message>
   <source>Make somebody else one first.</source>
   <translation>Zuerst jemand anderen dazu machen.</translation>
  </message>
  <message>
   <source>A badge is 1 to 64 characters of a barcode, without spaces.</source>
   <translation>Ein Ausweis hat 1 bis 64 Zeichen eines Barcodes, ohne Leerzeichen.</translation>
  </message>
  <message>
   <source>A name is 1 to {1} characters.</source>
   <translation>Ein Name hat 1 bis {1} Zeichen.</translation>
  </message>
  <message>
   <source>The PIN is wrong, and this badge is locked for {1} min now.</source>
   <translation>Die PIN ist falsch, und dieser Ausweis ist jetzt {1} min gesperrt.</translation>
  </message>
  <message>
   <source>Badge and PIN do not belong together. One more try.</source>
   <translation>Ausweis und PIN gehören nicht zusammen. Noch ein Versuch.</translation>
  </message>
  <message>
   <source>This station has no label printer.</source>
   <translation>Diese Station hat keinen Etikettendrucker.</translation>
  </message>
  <message>
   <source>Say in a few words why the label is printed again.</source>
   <translation>In wenigen Worten sagen, warum das Etikett noch einmal gedruckt wird.</translation>
  </message>
  <message>
   <source>Nothing is to be decided about the label of {1}: it is {2}.</source>
   <translation>Über das Etikett von {1} ist nichts zu entscheiden: Es ist {2}.</translation>
  </message>
  <message>
   <source>The recipe {1} is wrong at name: it must stay {2}.</source>
   <translation>Das Rezept {1} ist bei name falsch: Es muss {2} bleiben.</translation>
  </message>
  <message>
   <source>The recipe {1} is wrong at version: there is another {2} already.</source>
   <translation>Das Rezept {1} ist bei version falsch: Es gibt schon eine andere {2}.</translation>
  </message>
  <message>
   <source>Give the new version a number of its own.</source>
   <translation>Der neuen Fassung eine eigene Nummer geben.</translation>
  </message>
  <message>
   <source>No Device API is set up that a device could call.</source>
   <translation>Es ist keine Device-API eingerichtet, die ein Gerät anrufen könnte.</translation>
  </message>
  <message>
   <source>The device has its key from an earlier run, and the station keeps none: it cannot call the platform as the device.</source>
   <translation>Das Gerät hat seinen Schlüssel aus einem früheren Lauf, und die Station behält keinen: Sie kann die Plattform nicht als das Gerät anrufen.</translation>
  </message>
  <message>
   <source>Have the key erased from the device, and its old certificate revoked, then start over.</source>
   <translation>Den Schlüssel vom Gerät löschen und sein altes Zertifikat sperren lassen, dann neu beginnen.</translation>
  </message>
  <message>
   <source>The platform takes this device for {1}; it is {2}.</source>
   <translation>Die Plattform hält dieses Gerät für {1}; es ist {2}.</translation>
  </message>
  <message>
   <source>Units of {1} come with a certificate of their own: none is made for them here.</source>
   <translation>Geräte von {1} bringen ihr eigenes Zertifikat mit: Hier wird keines für sie gemacht.</translation>
  </message>
  <message>
   <source>A person stopped the run.</source>
   <translation>Jemand hat den Lauf angehalten.</translation>
  </message>
  <message>
   <source>Nothing was plugged in within {1} seconds.</source>
   <translation>In {1} Sekunden wurde nichts eingesteckt.</translation>
  </message>
  <message>
   <source>Start over, and plug a device into the tray's socket.</source>
   <translation>Neu beginnen und ein Gerät in die Buchse des Platzes stecken.</translation>
  </message>
  <message>
   <source>Devices were plugged into {1} sockets at once: {2}.</source>
   <translation>Geräte wurden in {1} Buchsen zugleich gesteckt: {2}.</translation>
  </message>
  <message>
   <source>The socket {1} already belongs to tray {2}.</source>
   <translation>Die Buchse {1} gehört schon zu Platz {2}.</translation>
  </message>
  <message>
   <source>More than one device answers on tray {1}: {2}.</source>
   <translation>Auf Platz {1} antwortet mehr als ein Gerät: {2}.</translation>
  </message>
  <message>
   <source>Start each on its own tray: nobody can tell which one was scanned.</source>
   <translation>Jedes auf seinem eigenen Platz starten: Niemand kann sagen, welches gescannt wurde.</translation>
  </message>
  <message>
   <source>No tray is waiting for a scan.</source>
   <translation>Kein Platz wartet auf einen Scan.</translation>
  </message>
  <message>
   <source>Plug a device in first.</source>
   <translation>Zuerst ein Gerät einstecken.</translation>
  </message>
  <message>
   <source>The setting {1} is wrong: {2}.</source>
   <translation>Die Einstellung {1} ist falsch: {2}.</translation>
  </message>
  <message>
   <source>The settings {1} are not TOML: {2}.</source>
   <translation>Die Einstellungen {1} sind kein TOML: {2}.</translation>
  </message>
  <message>
   <source>The settings {1} cannot be read: {2}.</source>
   <translation>Die Einstellungen {1} sind nicht lesbar: {2}.</translation>
  </message>
  <message>
   <source>The recipient's certificate {1} cannot be read: {2}.</source>
   <translation>Das Zertifikat des Empfängers {1} ist nicht lesbar: {2}.</translation>
  </message>
  <message>
   <source>This station has no authority.</source>
   <translation>Diese Station hat keine CA.</translation>
  </message>
  <message>
   <source>`birthmark ca create` makes one.</source>
   <translation>`birthmark ca create` macht eine.</translation>
  </message>
  <message>
   <source>The CA certificates in {1} cannot be read.</source>
   <translation>Die CA-Zertifikate in {1} sind nicht lesbar.</translation>
  </message>
  <message>
   <source>The authority's PKCS#11 module is not named.</source>
   <translation>Das PKCS#11-Modul der CA ist nicht genannt.</translation>
  </message>
  <message>
   <source>The authority's key file is not named.</source>
   <translation>Die Schlüsseldatei der Zertifizierungsstelle ist nicht benannt.</translation>
  </message>
  <message>
   <source>The CA's key file {1} is locked: its passphrase is not there.</source>
   <translation>Die Schlüsseldatei {1} der CA ist gesperrt: Ihre Passphrase ist nicht da.</translation>
  </message>
  <message>
   <source>A supervisor must unlock it: in the window on the page Authority, on the command line with --ask-pin.</source>
   <translation>Die Schichtleitung muss sie entsperren: im Fenster auf der Seite CA, auf der Kommandozeile mit --ask-pin.</translation>
  </message>
  <message>
   <source>The PIN “{1}” that the recipe {2} asks for is not there.</source>
   <translation>Die PIN „{1}“, die das Rezept {2} verlangt, ist nicht da.</translation>
  </message>
  <message>
   <source>An engineer must put it into the keyring (`keyring set birthmark {1}`).</source>
   <translation>Die Technik muss sie in den Schlüsselbund legen (`keyring set birthmark {1}`).</translation>
  </message>
  <message>
   <source>The credential “{1}” that the recipe {2} asks for is not there.</source>
   <translation>Die Zugangsdaten „{1}“, die das Rezept {2} verlangt, sind nicht da.</translation>
  </message>
  <message>
   <source>An engineer must put user:password into the keyring (`keyring set birthmark {1}`).</source>
   <translation>Die Technik muss Benutzer:Passwort in den Schlüsselbund legen (`keyring set birthmark {1}`).</translation>
  </message>
  <message>
   <source>What is plugged in at {1} is no place where the driver {2} could speak.</source>
   <translation>Was an {1} eingesteckt ist, ist kein Ort, an dem der Treiber {2} sprechen könnte.</translation>
  </message>
  <message>
   <source>There is no simulated device at {1}.</source>
   <translation>An {1} ist kein simuliertes Gerät.</translation>
  </message>
  <message>
   <source>This station has no network: it tells no platform of anything.</source>
   <translation>Diese Station hat kein Netz: Sie meldet keiner Plattform etwas.</translation>
  </message>
  <message>
   <source>Export what is owed (`birthmark queue export`), have it imported elsewhere, and bring the answers back.</source>
   <translation>Das Offene exportieren (`birthmark queue export`), anderswo einlesen lassen und die Antworten zurückbringen.</translation>
  </message>
  <message>
   <source>The platform's API key is not there.</source>
   <translation>Der API-Schlüssel der Plattform ist nicht da.</translation>
  </message>
  <message>
   <source>An engineer must put it into the keyring (`keyring set birthmark {1}`), into PERIDIO_API_KEY, or name the profile of Peridio's own tool that has it in PERIDIO_PROFILE.</source>
   <translation>Die Technik muss ihn in den Schlüsselbund legen (`keyring set birthmark {1}`), in PERIDIO_API_KEY, oder in PERIDIO_PROFILE das Profil von Peridios eigenem Werkzeug nennen, das ihn hat.</translation>
  </message>
  <message>
   <source>The recipe {1} is wrong: {2}.</source>
   <translation>Das Rezept {1} ist falsch: {2}.</translation>
  </message>
  <message>
   <source>The recipe {1} is wrong: {2}</source>
   <translation>Das Rezept {1} ist falsch: {2}</translation>
  </message>
  <message>
   <source>There is no recipe called {1}.</source>
   <translation>Es gibt kein Rezept namens {1}.</translation>
  </message>
  <message>
   <source>More than one recipe is for what was plugged in: {1}.</source>
   <translation>Mehr als ein Rezept passt zu dem, was eingesteckt wurde: {1}.</translation>
  </message>
  <message>
   <source>An engineer must name the station's recipe in its settings (`recipe = …`), or narrow [detect] in a recipe.</source>
   <translation>Die Technik muss das Rezept der Station in ihren Einstellungen nennen (`recipe = …`) oder [detect] in einem Rezept enger fassen.</translation>
  </message>
  <message>
   <source>The recipe {1} cannot be read.</source>
   <translation>Das Rezept {1} ist nicht lesbar.</translation>
  </message>
  <message>
   <source>The recipe {1} cannot be written: {2}.</source>
   <translation>Das Rezept {1} kann nicht geschrieben werden: {2}.</translation>
  </message>
  <message>
   <source>That is a badge or a command, not a unit's label.</source>
   <translation>Das ist ein Ausweis oder ein Befehl, kein Etikett eines Geräts.</translation>
  </message>
  <message>
   <source>Scan the unit's label.</source>
   <translation>Das Etikett des Geräts scannen.</translation>
  </message>
  <message>
   <source>The station's signing key {1}… is neither in the keyring nor in {2}.</source>
   <translation>Der Signaturschlüssel {1}… der Station ist weder im Schlüsselbund noch in {2}.</translation>
  </message>
  <message>
   <source>The station's signing key {1}… is not in the token {2}.</source>
   <translation>Der Signaturschlüssel {1}… der Station ist nicht im Token {2}.</translation>
  </message>
  <message>
   <source>The station's signing key has no safe place: there is no keyring here, and no passphrase for a file.</source>
   <translation>Der Signaturschlüssel der Station hat keinen sicheren Ort: Hier ist kein Schlüsselbund, und für eine Datei gibt es keine Passphrase.</translation>
  </message>
  <message>
   <source>The station's public key in {1} cannot be read.</source>
   <translation>Der öffentliche Schlüssel der Station in {1} ist nicht lesbar.</translation>
  </message>
  <message>
   <source>The station's signing key cannot be kept in {1}: {2}.</source>
   <translation>Der Signaturschlüssel der Station kann nicht in {1} gehalten werden: {2}.</translation>
  </message>
  <message>
   <source>The key in the token {1} is another one than the station's {2}….</source>
   <translation>Der Schlüssel im Token {1} ist ein anderer als {2}… der Station.</translation>
  </message>
  <message>
   <source>Bring the right token; or, where a new key is meant, remove {1}: the audit chain tells of the change.</source>
   <translation>Das richtige Token bringen; oder, wenn ein neuer Schlüssel gemeint ist, {1} entfernen: Die Kette hält den Wechsel fest.</translation>
  </message>
  <message>
   <source>What the keyring has under the name of the station's signing key is none.</source>
   <translation>Was der Schlüsselbund unter dem Namen des Signaturschlüssels der Station hat, ist keiner.</translation>
  </message>
  <message>
   <source>The station's signing key in {1} cannot be opened.</source>
   <translation>Der Signaturschlüssel der Station in {1} lässt sich nicht öffnen.</translation>
  </message>
  <message>
   <source>The station's signing key cannot be named in {1}: {2}.</source>
   <translation>Der Signaturschlüssel der Station kann nicht in {1} genannt werden: {2}.</translation>
  </message>
  <message>
   <source>The station's signing key cannot be encrypted in {1}: {2}.</source>
   <translation>Der Signaturschlüssel der Station kann nicht in {1} verschlüsselt werden: {2}.</translation>
  </message>
  <message>
   <source>The PIN of the token {1} is not there.</source>
   <translation>Die PIN des Tokens {1} ist nicht da.</translation>
  </message>
  <message>
   <source>Set the secret station-key: it is the PIN of the station's token.</source>
   <translation>Das Geheimnis station-key hinterlegen: Es ist die PIN für das Token der Station.</translation>
  </message>
  <message>
   <source>This cannot be set: {1}.</source>
   <translation>Das kann nicht eingestellt werden: {1}.</translation>
  </message>
  <message>
   <source>The setting cannot be kept in {1}: {2}.</source>
   <translation>Die Einstellung kann nicht in {1} gehalten werden: {2}.</translation>
  </message>
  <message>
   <source>The recipe {1} names no PIN for its tokens.</source>
   <translation>Das Rezept {1} nennt keine PIN für seine Token.</translation>
  </message>
  <message>
   <source>The audit chain of station {1} is broken: no entry tells of the archive {2} as the ledger does.</source>
   <translation>Die Kette der Station {1} ist gebrochen: Kein Eintrag nennt das Archiv {2} so wie das Journal.</translation>
  </message>
  <message>
   <source>The audit chain of station {1} does not know the station's key {2}…: it was written anew.</source>
   <translation>Die Kette der Station {1} kennt den Schlüssel {2}… der Station nicht: Sie wurde neu geschrieben.</translation>
  </message>
  <message>
   <source>The signature at {1} of station {2} is wrong: {3}</source>
   <translation>Die Signatur bei {1} der Station {2} ist falsch: {3}</translation>
  </message>
  <message>
   <source>The ledger was altered: a row in it cannot be read as what it must be.</source>
   <translation>Das Journal wurde verändert: Eine Zeile darin ist nicht lesbar als das, was sie sein muss.</translation>
  </message>
  <message>
   <source>The signed head that is kept apart in {1} {2}: nobody can say where the chain ended.</source>
   <translation>Der signierte Kopf, der in {1} gesondert gehalten wird, {2}: Niemand kann sagen, wo die Kette endete.</translation>
  </message>
  <message>
   <source>The ledger already has a certificate for {1} and this key (serial {2}).</source>
   <translation>Das Journal hat schon ein Zertifikat für {1} und diesen Schlüssel (Seriennummer {2}).</translation>
  </message>
  <message>
   <source>The backup cannot be brought back: {1}</source>
   <translation>Die Sicherung lässt sich nicht zurückspielen: {1}</translation>
  </message>
  <message>
   <source>The ledger {1} cannot be written: {2}.</source>
   <translation>Das Journal {1} kann nicht geschrieben werden: {2}.</translation>
  </message>
  <message>
   <source>The ledger {1} cannot grow: the disk is full.</source>
   <translation>Das Journal {1} kann nicht wachsen: Der Datenträger ist voll.</translation>
  </message>
  <message>
   <source>The ledger {1} cannot be written: the system does not allow it.</source>
   <translation>Das Journal {1} kann nicht geschrieben werden: Das System erlaubt es nicht.</translation>
  </message>
  <message>
   <source>The ledger {1} is damaged.</source>
   <translation>Das Journal {1} ist beschädigt.</translation>
  </message>
  <message>
   <source>The ledger {1} cannot be written: it may only be read.</source>
   <translation>Das Journal {1} kann nicht geschrieben werden: Es darf nur gelesen werden.</translation>
  </message>
  <message>
   <source>The ledger {1} cannot be opened, or not for writing.</source>
   <translation>Das Journal {1} lässt sich nicht öffnen oder nicht zum Schreiben.</translation>
  </message>
  <message>
   <source>The ledger {1} is held by another program.</source>
   <translation>Das Journal {1} wird von einem anderen Programm benutzt.</translation>
  </message>
  <message>
   <source>The ledger {1} is damaged, or not a ledger.</source>
   <translation>Das Journal {1} ist beschädigt oder kein Journal.</translation>
  </message>
  <message>
   <source>The ledger {1} cannot be read: the disk fails.</source>
   <translation>Das Journal {1} kann nicht gelesen werden: Der Datenträger versagt.</translation>
  </message>
  <message>
   <source>The ledger {1} cannot be written: the disk refuses, or is full.</source>
   <translation>Das Journal {1} kann nicht geschrieben werden: Der Datenträger weigert sich oder ist voll.</translation>
  </message>
  <message>
   <source>The audit chain of station {1} was cut off: it ends at entry {2}, but the signed head kept in {3} says that it reached {4}. The ledger was cut short, or replaced by an older one.</source>
   <translation>Die Kette der Station {1} wurde abgeschnitten: Sie endet bei Eintrag {2}, aber der in {3} gehaltene signierte Kopf sagt, dass sie {4} erreichte. Das Journal wurde gekürzt oder durch ein älteres ersetzt.</translation>
  </message>
  <message>
   <source>The audit chain of station {1} is another one: entry {2} is not what the signed head in {3} says.</source>
   <translation>Die Kette der Station {1} ist eine andere: Eintrag {2} ist nicht, was der signierte Kopf in {3} sagt.</translation>
  </message>
  <message>
   <source>The head at entry {1} is signed by the key {2}…, which is none of this station's.</source>
   <translation>Der Kopf bei Eintrag {1} ist mit dem Schlüssel {2}… signiert, der keiner dieser Station ist.</translation>
  </message>
  <message>
   <source>The anchor of station {1} in {2} cannot be read: {3}.</source>
   <translation>Der Anker der Station {1} in {2} ist nicht lesbar: {3}.</translation>
  </message>
  <message>
   <source>The {1} whose entries are archived in {2} were altered: they are not what was kept of them.</source>
   <translation>Die {1}, deren Einträge in {2} archiviert sind, wurden verändert: Sie sind nicht, was von ihnen behalten wurde.</translation>
  </message>
  <message>
   <source>A step was inserted into a run whose steps are archived in {1}.</source>
   <translation>Ein Schritt wurde in einen Lauf eingefügt, dessen Schritte in {1} archiviert sind.</translation>
  </message>
  <message>
   <source>The station stopped while this label was being printed.</source>
   <translation>Die Station hielt an, während dieses Etikett gedruckt wurde.</translation>
  </message>
  <message>
   <source>This run has no label that could be printed again.</source>
   <translation>Dieser Lauf hat kein Etikett, das noch einmal zu drucken wäre.</translation>
  </message>
  <message>
   <source>The label of {1} is still to be printed.</source>
   <translation>Das Etikett von {1} ist noch zu drucken.</translation>
  </message>
  <message>
   <source>Look at the printer: it comes by itself.</source>
   <translation>Nach dem Drucker sehen: Es kommt von selbst.</translation>
  </message>
  <message>
   <source>The label of {1} is {2} already.</source>
   <translation>Das Etikett von {1} ist schon {2}.</translation>
  </message>
  <message>
   <source>There is no such label.</source>
   <translation>Es gibt kein solches Etikett.</translation>
  </message>
  <message>
   <source>The label of {1} was altered: whether it is printed is not what was told of it last.</source>
   <translation>Das Etikett von {1} wurde verändert: Ob es gedruckt ist, ist nicht, was zuletzt davon gesagt wurde.</translation>
  </message>
  <message>
   <source>The label template {1} was altered.</source>
   <translation>Die Etikettenvorlage {1} wurde verändert.</translation>
  </message>
  <message>
   <source>Another Birthmark{1} already writes the ledger {2}.</source>
   <translation>Ein anderes Birthmark{1} schreibt das Journal {2} schon.</translation>
  </message>
  <message>
   <source>The ledger {1} has schema {2}; this Birthmark knows up to {3}.</source>
   <translation>Das Journal {1} hat das Schema {2}; dieses Birthmark kennt bis {3}.</translation>
  </message>
  <message>
   <source>There is no ledger {1}.</source>
   <translation>Es gibt kein Journal {1}.</translation>
  </message>
  <message>
   <source>Check the station's home, or start the station once.</source>
   <translation>Den Ordner der Station prüfen oder die Station einmal starten.</translation>
  </message>
  <message>
   <source>The ledger {1} was made by an older Birthmark (schema {2}).</source>
   <translation>Das Journal {1} wurde von einem älteren Birthmark gemacht (Schema {2}).</translation>
  </message>
  <message>
   <source>The ledger {1} is empty: what was in it is lost.</source>
   <translation>Das Journal {1} ist leer: Was darin war, ist verloren.</translation>
  </message>
  <message>
   <source>The ledger {1} does not say which schema it has.</source>
   <translation>Das Journal {1} sagt nicht, welches Schema es hat.</translation>
  </message>
  <message>
   <source>The ledger {1} is damaged: {2}.</source>
   <translation>Das Journal {1} ist beschädigt: {2}.</translation>
  </message>
  <message>
   <source>The ledger {1} is gone, but its journal is still there.</source>
   <translation>Das Journal {1} ist weg, aber seine Mitschrift ist noch da.</translation>
  </message>
  <message>
   <source>The ledger {1} is gone, but the signed head of its audit chain is still there.</source>
   <translation>Das Journal {1} ist weg, aber der signierte Kopf seiner Kette ist noch da.</translation>
  </message>
  <message>
   <source>The file {1} is no ledger.</source>
   <translation>Die Datei {1} ist kein Journal.</translation>
  </message>
  <message>
   <source>Order {1} is {2}{3}.</source>
   <translation>Auftrag {1} ist {2}{3}.</translation>
  </message>
  <message>
   <source>The list of order {1} was altered: its entry tells of another one.</source>
   <translation>Die Liste des Auftrags {1} wurde verändert: Ihr Eintrag nennt eine andere.</translation>
  </message>
  <message>
   <source>Order {1} has all its {2} units.</source>
   <translation>Auftrag {1} hat alle seine {2} Geräte.</translation>
  </message>
  <message>
   <source>There is already an order {1}.</source>
   <translation>Es gibt schon einen Auftrag {1}.</translation>
  </message>
  <message>
   <source>Give it another number.</source>
   <translation>Ihm eine andere Nummer geben.</translation>
  </message>
  <message>
   <source>Order {1} is closed, and stays so.</source>
   <translation>Auftrag {1} ist geschlossen und bleibt es.</translation>
  </message>
  <message>
   <source>Make a new order for what is still missing.</source>
   <translation>Für das, was noch fehlt, einen neuen Auftrag anlegen.</translation>
  </message>
  <message>
   <source>{1} has no certificate from order {2}, or was scrapped before.</source>
   <translation>{1} hat kein Zertifikat aus Auftrag {2}, oder es wurde schon verschrottet.</translation>
  </message>
  <message>
   <source>Check the unit.</source>
   <translation>Das Gerät prüfen.</translation>
  </message>
  <message>
   <source>{1} is not on the list of order {2}.</source>
   <translation>{1} steht nicht auf der Liste des Auftrags {2}.</translation>
  </message>
  <message>
   <source>The ledger knows no recipe with the digest {1}….</source>
   <translation>Das Journal kennt kein Rezept mit der Prüfsumme {1}….</translation>
  </message>
  <message>
   <source>The certificate profile {1} was altered: it is not what its digest says.</source>
   <translation>Das Zertifikatsprofil {1} wurde verändert: Es ist nicht das, was seine Prüfsumme sagt.</translation>
  </message>
  <message>
   <source>The recipe {1} {2} was altered: it is not what its digest says.</source>
   <translation>Das Rezept {1} {2} wurde verändert: Es ist nicht, was seine Prüfsumme sagt.</translation>
  </message>
  <message>
   <source>A version of the recipe {1} was approved, and is not in the ledger.</source>
   <translation>Eine Fassung des Rezepts {1} wurde freigegeben und ist nicht im Journal.</translation>
  </message>
  <message>
   <source>The registration of {1} is still owed to the platform.</source>
   <translation>Die Registrierung von {1} ist der Plattform noch zu melden.</translation>
  </message>
  <message>
   <source>The platform still has the replaced certificate of {1}.</source>
   <translation>Die Plattform hat das ersetzte Zertifikat von {1} noch.</translation>
  </message>
  <message>
   <source>The bulk job of {1} has not ended.</source>
   <translation>Die Vorab-Arbeit von {1} ist nicht beendet.</translation>
  </message>
  <message>
   <source>Order {1} is {2}: the period in which units of it were made is not closed.</source>
   <translation>Auftrag {1} ist {2}: Die Zeit, in der seine Geräte gefertigt wurden, ist nicht abgeschlossen.</translation>
  </message>
  <message>
   <source>Before {1} there is no moment at which no run was under way, or all before it is archived already.</source>
   <translation>Vor {1} gibt es keinen Augenblick, in dem kein Lauf im Gange war, oder alles davor ist schon archiviert.</translation>
  </message>
  <message>
   <source>Another archive was made in the meantime.</source>
   <translation>Inzwischen wurde ein anderes Archiv gemacht.</translation>
  </message>
  <message>
   <source>This station's ledger has no such certificate.</source>
   <translation>Das Journal dieser Station hat kein solches Zertifikat.</translation>
  </message>
  <message>
   <source>The certificate with serial {1} was revoked on {2} already ({3}).</source>
   <translation>Das Zertifikat mit der Seriennummer {1} wurde schon am {2} gesperrt ({3}).</translation>
  </message>
  <message>
   <source>The station stopped in the middle of this run{1}.</source>
   <translation>Die Station hielt mitten in diesem Lauf an{1}.</translation>
  </message>
  <message>
   <source>entry {1} is missing: in its place stands the one that calls itself {2}</source>
   <translation>Eintrag {1} fehlt: An seiner Stelle steht der, der sich {2} nennt</translation>
  </message>
  <message>
   <source>entry {1} was inserted: it does not name the hash of the entry before</source>
   <translation>Eintrag {1} wurde eingefügt: Er nennt nicht die Prüfsumme des Eintrags davor</translation>
  </message>
  <message>
   <source>The audit chain of station {1} is broken: {2}.</source>
   <translation>Die Kette der Station {1} ist gebrochen: {2}.</translation>
  </message>
  <message>
   <source>it was cut off: it ends at entry {1}, and a head was signed at entry {2}</source>
   <translation>es wurde gekürzt: Es endet mit Eintrag {1}, und signiert wurde bei Eintrag {2}</translation>
  </message>
  <message>
   <source>entry {1} was altered, and every later one: the head signed there names another hash</source>
   <translation>Eintrag {1} und alle späteren wurden verändert: Was dort signiert wurde, nennt eine andere Prüfsumme</translation>
  </message>
  <message>
   <source>The ledger is damaged: {1}.</source>
   <translation>Das Journal ist beschädigt: {1}.</translation>
  </message>
  <message>
   <source>The ledger's own rules were altered: {1}.</source>
   <translation>Die eigenen Regeln des Journals wurden verändert: {1}.</translation>
  </message>
  <message>
   <source>entry {1} is missing: after {2} comes {3}</source>
   <translation>Eintrag {1} fehlt: Nach {2} kommt {3}</translation>
  </message>
  <message>
   <source>entry {1} was altered: its text and its hash do not fit</source>
   <translation>Eintrag {1} wurde verändert: Sein Text und seine Prüfsumme passen nicht zusammen</translation>
  </message>
  <message>
   <source>entry {1} was altered: its columns are not what its text says</source>
   <translation>Eintrag {1} wurde verändert: Seine Spalten sind nicht, was sein Text sagt</translation>
  </message>
  <message>
   <source>At entry {1} the clock went back by {2}, to {3} UTC.</source>
   <translation>Bei Eintrag {1} ging die Uhr um {2} zurück, auf {3} UTC.</translation>
  </message>
  <message>
   <source>entry {1} was altered: its text is none of ours</source>
   <translation>Eintrag {1} wurde verändert: Sein Text ist keiner von uns</translation>
  </message>
  <message>
   <source>entry {1} was inserted: in the next place stands another that calls itself {2}</source>
   <translation>Eintrag {1} wurde eingefügt: An der nächsten Stelle steht noch einer, der sich {2} nennt</translation>
  </message>
  <message>
   <source>entry {1} was reordered: in its place stands the one that calls itself {2}</source>
   <translation>Eintrag {1} wurde verschoben: An seiner Stelle steht der, der sich {2} nennt</translation>
  </message>
  <message>
   <source>entry {1} was altered, its hash with it: entry {2} names another hash</source>
   <translation>Eintrag {1} wurde samt seiner Prüfsumme verändert: Eintrag {2} nennt eine andere</translation>
  </message>
  <message>
   <source>At entry {1} the signed head that is kept apart was gone, on {2}.</source>
   <translation>Bei Eintrag {1} fehlte die signierte Prüfsumme, die getrennt aufbewahrt wird, am {2}.</translation>
  </message>
  <message>
   <source>At entry {1} the ledger was brought back from a backup, on {2}: {3}</source>
   <translation>Bei Eintrag {1} wurde das Journal aus einer Sicherung zurückgeholt, am {2}: {3}</translation>
  </message>
  <message>
   <source>At entry {1} the station got a new signing key, on {2}.</source>
   <translation>Bei Eintrag {1} bekam die Station einen neuen Signaturschlüssel, am {2}.</translation>
  </message>
  <message>
   <source>The run that entry {1} tells of was removed from the ledger.</source>
   <translation>Der Lauf, von dem Eintrag {1} spricht, wurde aus dem Journal entfernt.</translation>
  </message>
  <message>
   <source>The audit chain of station {1} tells of other certificates than the {2} in the ledger: one was removed.</source>
   <translation>Die Kette der Station {1} nennt andere Zertifikate als die {2} im Journal: Eines wurde entfernt.</translation>
  </message>
  <message>
   <source>The certificate with serial {1} was altered: no run that passed confirms it.</source>
   <translation>Das Zertifikat mit der Seriennummer {1} wurde verändert: Kein guter Lauf bestätigt es.</translation>
  </message>
  <message>
   <source>The unit {1} was altered: it is not what the run it passed in says.</source>
   <translation>Das Gerät {1} wurde verändert: Es ist nicht, was der Lauf sagt, in dem es GUT war.</translation>
  </message>
  <message>
   <source>Run {1} is in the ledger, but its beginning is not in the audit chain: an entry was removed.</source>
   <translation>Lauf {1} ist im Journal, aber sein Anfang ist nicht in der Kette: Ein Eintrag wurde entfernt.</translation>
  </message>
  <message>
   <source>Run {1} ended, but its end is not in the audit chain: an entry was removed.</source>
   <translation>Lauf {1} endete, aber sein Ende ist nicht in der Kette: Ein Eintrag wurde entfernt.</translation>
  </message>
  <message>
   <source>Run {1} was altered after it ended: it is not what entry {2} says.</source>
   <translation>Lauf {1} wurde nach seinem Ende verändert: Er ist nicht, was Eintrag {2} sagt.</translation>
  </message>
  <message>
   <source>The certificate with serial {1} was altered or inserted: no entry tells of it as it is.</source>
   <translation>Das Zertifikat mit der Seriennummer {1} wurde verändert oder eingefügt: Kein Eintrag nennt es, wie es ist.</translation>
  </message>
  <message>
   <source>The CA certificate {1} was altered.</source>
   <translation>Das CA-Zertifikat {1} wurde verändert.</translation>
  </message>
  <message>
   <source>Run {1} was altered: entry {2} says that it ended.</source>
   <translation>Lauf {1} wurde verändert: Eintrag {2} sagt, dass er endete.</translation>
  </message>
  <message>
   <source>The debt of {1} was altered: whether it is settled is not what the receipts say.</source>
   <translation>Das Offene von {1} wurde verändert: Ob es erledigt ist, ist nicht, was die Belege sagen.</translation>
  </message>
  <message>
   <source>The recipe {1} that units were owed by was altered.</source>
   <translation>Das Rezept {1}, nach dem Geräte offen sind, wurde verändert.</translation>
  </message>
  <message>
   <source>The audit chain of station {1} tells of other {2} than the ledger has.</source>
   <translation>Die Kette der Station {1} nennt andere {2}, als das Journal hat.</translation>
  </message>
  <message>
   <source>Row {1} of {2} was altered: entry {3} says otherwise.</source>
   <translation>Zeile {1} von {2} wurde verändert: Eintrag {3} sagt etwas anderes.</translation>
  </message>
  <message>
   <source>Played by this.</source>
   <translation>Dieses Programm spielt sie ab.</translation>
  </message>
  <message>
   <source>This computer has no program that plays sounds.</source>
   <translation>Dieser Rechner hat kein Programm, das Töne abspielt.</translation>
  </message>
  <message>
   <source>Program</source>
   <translation>Programm</translation>
  </message>
  <message>
   <source>Nothing is owed to the platform.</source>
   <translation>Der Plattform ist nichts mehr zu melden.</translation>
  </message>
  <message>
   <source>Label printer</source>
   <translation>Etikettendrucker</translation>
  </message>
  <message>
   <source>Where labels go after PASS.</source>
   <translation>Wohin Etiketten nach GUT gehen.</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Etiketten</translation>
  </message>
  <message>
   <source>Own label templates</source>
   <translation>Eigene Etikettenvorlagen</translation>
  </message>
  <message>
   <source>A template here takes the place of a shipped one.</source>
   <translation>Eine Vorlage hier tritt an die Stelle einer mitgelieferten.</translation>
  </message>
  <message>
   <source>Home</source>
   <translation>Ordner der Station</translation>
  </message>
  <message>
   <source>Everything this station keeps.</source>
   <translation>Alles, was diese Station behält.</translation>
  </message>
  <message>
   <source>Files</source>
   <translation>Dateien</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Read when the program starts.</source>
   <translation>Wird beim Start des Programms gelesen.</translation>
  </message>
  <message>
   <source>Ledger</source>
   <translation>Journal</translation>
  </message>
  <message>
   <source>Every run, every certificate, and the audit chain.</source>
   <translation>Jeder Lauf, jedes Zertifikat und die Kette des Protokolls.</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>Log</translation>
  </message>
  <message>
   <source>For a diagnosis; holds no secrets.</source>
   <translation>Für eine Fehlersuche; enthält keine Geheimnisse.</translation>
  </message>
  <message>
   <source>Own recipes</source>
   <translation>Eigene Rezepte</translation>
  </message>
  <message>
   <source>A recipe here takes the place of a shipped one of the same name.</source>
   <translation>Ein Rezept hier tritt an die Stelle eines mitgelieferten gleichen Namens.</translation>
  </message>
  <message>
   <source>Shipped recipes</source>
   <translation>Mitgelieferte Rezepte</translation>
  </message>
  <message>
   <source>They come with the program.</source>
   <translation>Sie gehören zum Programm.</translation>
  </message>
  <message>
   <source>Platform</source>
   <translation>Plattform</translation>
  </message>
  <message>
   <source>Where devices are registered.</source>
   <translation>Wo Geräte registriert werden.</translation>
  </message>
  <message>
   <source>Version</source>
   <translation>Version</translation>
  </message>
  <message>
   <source>{1}, Python {2}</source>
   <translation>{1}, Python {2}</translation>
  </message>
  <message>
   <source>Units that the platform refused: {1}. Look at the page Queue.</source>
   <translation>Geräte, die die Plattform abgelehnt hat: {1}. Auf der Seite „Offen“ nachsehen.</translation>
  </message>
  <message>
   <source>Units that are owed: {1}, and the platform fails: {2}</source>
   <translation>Offene Geräte: {1}, und die Plattform versagt: {2}</translation>
  </message>
  <message>
   <source>Units of which the platform is still to be told: {1}.</source>
   <translation>Geräte, von denen die Plattform noch erfahren muss: {1}.</translation>
  </message>
  <message>
   <source>Digest {1}…</source>
   <translation>Prüfsumme {1}…</translation>
  </message>
  <message>
   <source>{1} It is tried again every ten minutes. {2}</source>
   <translation>{1} Es wird alle zehn Minuten wieder versucht. {2}</translation>
  </message>
  <message>
   <source>Scanner</source>
   <translation>Scanner</translation>
  </message>
  <message>
   <source>It is heard.</source>
   <translation>Er wird gehört.</translation>
  </message>
  <message>
   <source>Left out</source>
   <translation>Ausgelassen</translation>
  </message>
  <message>
   <source>Issues certificates as</source>
   <translation>Stellt Zertifikate aus als</translation>
  </message>
  <message>
   <source>Signed by</source>
   <translation>Signiert von</translation>
  </message>
  <message>
   <source>Valid until {1}.</source>
   <translation>Gültig bis {1}.</translation>
  </message>
  <message>
   <source>CA key</source>
   <translation>CA-Schlüssel</translation>
  </message>
  <message>
   <source>The key stays there; Birthmark never sees it.</source>
   <translation>Der Schlüssel bleibt dort; Birthmark sieht ihn nie.</translation>
  </message>
  <message>
   <source>Encrypted.</source>
   <translation>Verschlüsselt.</translation>
  </message>
  <message>
   <source>Tray {1}</source>
   <translation>Platz {1}</translation>
  </message>
  <message>
   <source>takes a socket as it comes</source>
   <translation>nimmt eine Buchse, wie sie kommt</translation>
  </message>
  <message>
   <source>It can sign.</source>
   <translation>Kann signieren.</translation>
  </message>
  <message>
   <source>It answers.</source>
   <translation>Sie antwortet.</translation>
  </message>
  <message>
   <source>The HSM token {1}</source>
   <translation>Das HSM-Token {1}</translation>
  </message>
  <message>
   <source>The HSM token with serial number {1}</source>
   <translation>Das HSM-Token mit der Seriennummer {1}</translation>
  </message>
  <message>
   <source>The SoftHSM token {1}</source>
   <translation>Das SoftHSM-Token {1}</translation>
  </message>
  <message>
   <source>it has no well-defined end, and outlives its CA</source>
   <translation>es hat kein bestimmtes Ende und überlebt seine CA</translation>
  </message>
  <message>
   <source>it ends with its CA, on {1}</source>
   <translation>es endet mit seiner CA, am {1}</translation>
  </message>
  <message>
   <source>the request also asked for {1}, which was left out</source>
   <translation>der Antrag verlangte auch {1}, was wegblieb</translation>
  </message>
  <message>
   <source>provision units</source>
   <translation>Geräte bereitstellen</translation>
  </message>
  <message>
   <source>work on a unit again</source>
   <translation>ein Gerät noch einmal bearbeiten</translation>
  </message>
  <message>
   <source>print a label again</source>
   <translation>ein Etikett noch einmal drucken</translation>
  </message>
  <message>
   <source>print a test label</source>
   <translation>ein Probeetikett drucken</translation>
  </message>
  <message>
   <source>make, hold and close work orders</source>
   <translation>Aufträge anlegen, anhalten und schließen</translation>
  </message>
  <message>
   <source>scrap a unit</source>
   <translation>ein Gerät verschrotten</translation>
  </message>
  <message>
   <source>write recipes</source>
   <translation>Rezepte schreiben</translation>
  </message>
  <message>
   <source>approve recipes</source>
   <translation>Rezepte freigeben</translation>
  </message>
  <message>
   <source>unlock the HSM</source>
   <translation>das HSM entsperren</translation>
  </message>
  <message>
   <source>make authorities and revoke certificates</source>
   <translation>CAs anlegen und Zertifikate sperren</translation>
  </message>
  <message>
   <source>make certificates ahead of their units</source>
   <translation>Zertifikate vorab ausstellen</translation>
  </message>
  <message>
   <source>settle what is owed to the platform</source>
   <translation>Offenes bei der Plattform erledigen</translation>
  </message>
  <message>
   <source>export the ledger</source>
   <translation>das Journal exportieren</translation>
  </message>
  <message>
   <source>back up the ledger</source>
   <translation>das Journal sichern</translation>
  </message>
  <message>
   <source>archive old periods of the ledger</source>
   <translation>alte Zeiträume des Journals archivieren</translation>
  </message>
  <message>
   <source>admit people to the station</source>
   <translation>Personen zur Station zulassen</translation>
  </message>
  <message>
   <source>set up the station</source>
   <translation>die Station einrichten</translation>
  </message>
  <message>
   <source>leave the full screen</source>
   <translation>das Vollbild verlassen</translation>
  </message>
  <message>
   <source>operator</source>
   <translation>Bediener</translation>
  </message>
  <message>
   <source>supervisor</source>
   <translation>Schichtleitung</translation>
  </message>
  <message>
   <source>engineer</source>
   <translation>Technik</translation>
  </message>
  <message>
   <source>auditor</source>
   <translation>Prüfer</translation>
  </message>
  <message>
   <source>administrator</source>
   <translation>Administrator</translation>
  </message>
  <message>
   <source>administrator or auditor or supervisor</source>
   <translation>Administrator oder Prüfer oder Schichtleitung</translation>
  </message>
  <message>
   <source>administrator or engineer</source>
   <translation>Administrator oder Technik</translation>
  </message>
  <message>
   <source>administrator or engineer or operator or supervisor</source>
   <translation>Administrator oder Technik oder Bediener oder Schichtleitung</translation>
  </message>
  <message>
   <source>administrator or engineer or supervisor</source>
   <translation>Administrator oder Technik oder Schichtleitung</translation>
  </message>
  <message>
   <source>administrator or supervisor</source>
   <translation>Administrator oder Schichtleitung</translation>
  </message>
  <message>
   <source>engineer or operator or supervisor</source>
   <translation>Technik oder Bediener oder Schichtleitung</translation>
  </message>
 </context>
</TS>
