<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>Banner</name>
    <message>
        <source>The service answers again; clips go on.</source>
        <translation>Der Dienst antwortet wieder; die Clips laufen weiter.</translation>
    </message>
    <message>
        <source>Clips go on.</source>
        <translation>Die Clips laufen weiter.</translation>
    </message>
    <message>
        <source>The watched folder {0} is back.</source>
        <translation>Der überwachte Ordner {0} ist wieder da.</translation>
    </message>
    <message>
        <source>Paused: {0}.</source>
        <translation>Angehalten: {0}.</translation>
    </message>
    <message>
        <source>{0} waiting, none failed.</source>
        <translation>{0} warten, keiner ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Clips are kept and go on by themselves.</source>
        <translation>Die Clips bleiben erhalten und laufen von selbst weiter.</translation>
    </message>
    <message>
        <source>Queue and history of before were made by a newer Slipgui.</source>
        <translation>Warteschlange und Verlauf von früher stammen von einem neueren Slipgui.</translation>
    </message>
    <message>
        <source>Queue and history of before could not be read.</source>
        <translation>Warteschlange und Verlauf von früher konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>They are kept as {0}; new ones have begun.</source>
        <translation>Sie sind als {0} aufgehoben; neue wurden begonnen.</translation>
    </message>
    <message>
        <source>Stops after what is at work.</source>
        <translation>Hält an, wenn die laufenden Clips fertig sind.</translation>
    </message>
    <message>
        <source>Paused by you.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>Stopped after what was at work.</source>
        <translation>Angehalten: Die laufenden Clips sind fertig.</translation>
    </message>
    <message>
        <source>{0} waiting.</source>
        <translation>{0} warten.</translation>
    </message>
    <message>
        <source>The watched folder {0} is not there.</source>
        <translation>Der überwachte Ordner {0} ist nicht da.</translation>
    </message>
    <message>
        <source>It is looked for again by itself.</source>
        <translation>Er wird von selbst wieder gesucht.</translation>
    </message>
</context>
<context>
    <name>Buckets</name>
    <message>
        <source>Clips in buckets</source>
        <translation>Clips in Buckets</translation>
    </message>
    <message>
        <source>Use this clip</source>
        <translation>Diesen Clip nehmen</translation>
    </message>
    <message>
        <source>Search in what is open</source>
        <translation>Im Geöffneten suchen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Choose another storage…</source>
        <translation>Anderen Speicher wählen…</translation>
    </message>
    <message>
        <source>With the AWS profile “{0}”, at {1}</source>
        <translation>Mit dem AWS-Profil „{0}“, bei {1}</translation>
    </message>
    <message>
        <source>With the AWS keys of the environment, at {0}</source>
        <translation>Mit den AWS-Schlüsseln der Umgebung, bei {0}</translation>
    </message>
    <message>
        <source>Add these clips</source>
        <translation>Diese Clips hinzufügen</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Nichts hier</translation>
    </message>
    <message>
        <source>Results as a table</source>
        <translation>Ergebnisse als Tabelle</translation>
    </message>
    <message>
        <source>Results as JSON</source>
        <translation>Ergebnisse als JSON</translation>
    </message>
    <message>
        <source>The sound of each clip</source>
        <translation>Der Ton jedes Clips</translation>
    </message>
    <message>
        <source>Files in {0}: {1}</source>
        <translation>Dateien in {0}: {1}</translation>
    </message>
    <message>
        <source>Put into a bucket</source>
        <translation>In einen Bucket legen</translation>
    </message>
    <message>
        <source>Folders of buckets</source>
        <translation>Ordner in Buckets</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>A file of the same name there is replaced.</source>
        <translation>Eine Datei gleichen Namens wird dort ersetzt.</translation>
    </message>
    <message>
        <source>Put there</source>
        <translation>Dorthin legen</translation>
    </message>
    <message>
        <source>Stopped. What was there before it stays.</source>
        <translation>Angehalten. Was schon dort war, bleibt.</translation>
    </message>
    <message>
        <source>Making the files…</source>
        <translation>Die Dateien entstehen…</translation>
    </message>
    <message>
        <source>{0} ({1} of {2})</source>
        <translation>{0} ({1} von {2})</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
</context>
<context>
    <name>Catalogue</name>
    <message>
        <source>1 track</source>
        <translation>1 Titel</translation>
    </message>
    <message>
        <source>{0} tracks</source>
        <translation>{0} Titel</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 Datei</translation>
    </message>
    <message>
        <source>{0} files</source>
        <translation>{0} Dateien</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} h</translation>
    </message>
    <message>
        <source>{0} index</source>
        <translation>{0} Index</translation>
    </message>
    <message>
        <source>All music</source>
        <translation>Alle Musik</translation>
    </message>
    <message>
        <source>{0} of {1} learned</source>
        <translation>{0} von {1} eingelernt</translation>
    </message>
    <message>
        <source>{0} · not connected</source>
        <translation>{0} · nicht verbunden</translation>
    </message>
    <message>
        <source>{0} · in {1}</source>
        <translation>{0} · in {1}</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>Interpret</translation>
    </message>
    <message>
        <source>Album</source>
        <translation>Album</translation>
    </message>
    <message>
        <source>ISRC</source>
        <translation>ISRC</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Wird eingelernt</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>{0} by {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>No track fits “{0}”</source>
        <translation>Kein Titel passt zu „{0}“</translation>
    </message>
    <message>
        <source>No track</source>
        <translation>Kein Titel</translation>
    </message>
    <message>
        <source>As learned</source>
        <translation>Wie eingelernt</translation>
    </message>
    <message>
        <source>Looking for music files…</source>
        <translation>Musikdateien werden gesucht…</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0} files a minute</source>
        <translation>{0} Dateien pro Minute</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>etwa {0}</translation>
    </message>
    <message>
        <source>Stopped after {0}</source>
        <translation>Angehalten nach {0}</translation>
    </message>
    <message>
        <source>{0}; {1} not learned. What was learned stays.</source>
        <translation>{0}; {1} nicht eingelernt. Was eingelernt ist, bleibt.</translation>
    </message>
    <message>
        <source>{0} removed from the catalogue. The files stay.</source>
        <translation>{0} aus dem Katalog entfernt. Die Dateien bleiben.</translation>
    </message>
    <message>
        <source>“{0}” is kept in step while Slipgui is open.</source>
        <translation>„{0}“ wird aktuell gehalten, solange Slipgui offen ist.</translation>
    </message>
    <message>
        <source>“{0}” is not kept in step any more. Its tracks stay.</source>
        <translation>„{0}“ wird nicht mehr aktuell gehalten. Die Titel daraus bleiben.</translation>
    </message>
    <message>
        <source>Tags of {0} changed. The files stay as they are.</source>
        <translation>Angaben zu {0} geändert. Die Dateien bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Composer</source>
        <translation>Komponist</translation>
    </message>
    <message>
        <source>Publisher</source>
        <translation>Verlag</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Your words are kept here; the files stay as they are.</source>
        <translation>Diese Angaben bleiben hier; die Dateien bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>Wie in der Datei</translation>
    </message>
    <message>
        <source>Changed by you</source>
        <translation>Selbst geändert</translation>
    </message>
    <message>
        <source>Several</source>
        <translation>Mehrere</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>Bild auswählen…</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>The file says nothing.</source>
        <translation>In der Datei steht nichts.</translation>
    </message>
    <message>
        <source>In the file: {0}</source>
        <translation>In der Datei: {0}</translation>
    </message>
    <message>
        <source>{0} of {1} selected</source>
        <translation>{0} von {1} ausgewählt</translation>
    </message>
    <message>
        <source>{0} of {1} shown</source>
        <translation>{0} von {1} gezeigt</translation>
    </message>
    <message>
        <source>{0} cannot be read</source>
        <translation>{0} nicht lesbar</translation>
    </message>
    <message>
        <source>Damaged parts of the catalogue: {0}</source>
        <translation>Beschädigte Teile des Katalogs: {0}</translation>
    </message>
    <message>
        <source>Set aside. Your music is untouched; learning the tracks below again mends it.</source>
        <translation>Sie sind beiseitegelegt. Die Musik ist unversehrt; erneutes Einlernen der Titel unten behebt es.</translation>
    </message>
    <message>
        <source>Not found in clips for now: {0}</source>
        <translation>Zurzeit in Clips nicht zu finden: {0}</translation>
    </message>
    <message>
        <source>What was learned is damaged. Learning the music again mends it.</source>
        <translation>Das Eingelernte ist beschädigt. Erneutes Einlernen der Musik behebt es.</translation>
    </message>
    <message>
        <source>Moved, deleted or not connected: {0}</source>
        <translation>Verschoben, gelöscht oder nicht verbunden: {0}</translation>
    </message>
    <message>
        <source>Still found in clips. Connect the volume, or take the tracks out.</source>
        <translation>In Clips wird die Musik noch gefunden. Laufwerk verbinden oder die Titel entfernen.</translation>
    </message>
    <message>
        <source>Changed since learning: {0}</source>
        <translation>Seit dem Einlernen geändert: {0}</translation>
    </message>
    <message>
        <source>What was learned is still used. Learning the music again brings it up to date.</source>
        <translation>Das Eingelernte gilt weiter. Erneutes Einlernen bringt es auf den neuen Stand.</translation>
    </message>
    <message>
        <source>Too quiet or too short: {0}</source>
        <translation>Zu leise oder zu kurz: {0}</translation>
    </message>
    <message>
        <source>Never found in a clip; taking the tracks out loses nothing.</source>
        <translation>In keinem Clip zu finden; beim Entfernen geht nichts verloren.</translation>
    </message>
    <message>
        <source>The list of tracks was damaged</source>
        <translation>Die Titelliste war beschädigt</translation>
    </message>
    <message>
        <source>It was kept aside, and a copy made earlier took its place. Your music is untouched.</source>
        <translation>Sie ist beiseitegelegt; eine frühere Kopie ist an ihre Stelle getreten. Die Musik ist unversehrt.</translation>
    </message>
    <message>
        <source>Lost with the damaged list: {0}</source>
        <translation>Mit der beschädigten Liste verloren: {0}</translation>
    </message>
    <message>
        <source>Learned after the copy was made. Learning the music again brings it back.</source>
        <translation>Nach der Kopie eingelernt. Erneutes Einlernen der Musik bringt sie zurück.</translation>
    </message>
    <message>
        <source>The same file twice: {0}</source>
        <translation>Dieselbe Datei doppelt: {0}</translation>
    </message>
    <message>
        <source>Nothing is broken; a clip is named by each of them. Taking the copies out loses nothing.</source>
        <translation>Nichts ist defekt; ein Clip wird nach jeder davon benannt. Beim Entfernen der Kopien geht nichts verloren.</translation>
    </message>
    <message>
        <source>The same recording twice: {0}</source>
        <translation>Dieselbe Aufnahme doppelt: {0}</translation>
    </message>
    <message>
        <source>They sound like an earlier track. Nothing is broken; a clip is named by both, the nearer first.</source>
        <translation>Sie klingen wie ein früherer Titel. Nichts ist defekt; ein Clip wird nach beiden benannt, der nähere zuerst.</translation>
    </message>
    <message>
        <source>Another problem: {0}</source>
        <translation>Weiteres Problem: {0}</translation>
    </message>
    <message>
        <source>The log says more.</source>
        <translation>Mehr steht im Protokoll.</translation>
    </message>
    <message>
        <source>The catalogue is sound: {0} checked.</source>
        <translation>Der Katalog ist in Ordnung: {0} geprüft.</translation>
    </message>
    <message>
        <source>A part of the catalogue is damaged. It is learned again from your files: {0}.</source>
        <translation>Ein Teil des Katalogs ist beschädigt. Er wird aus den Musikdateien neu eingelernt: {0}.</translation>
    </message>
    <message>
        <source>{0}: tags of {1}</source>
        <translation>{0}: Angaben zu {1}</translation>
    </message>
    <message>
        <source>No tag is another than before.</source>
        <translation>Keine Angabe ist anders als vorher.</translation>
    </message>
    <message>
        <source>Lines that are not taken: {0}. Line {1}: {2}</source>
        <translation>Nicht übernommene Zeilen: {0}. Zeile {1}: {2}</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Title, artist, ISRC</source>
        <translation>Titel, Interpret, ISRC</translation>
    </message>
    <message>
        <source>Search the catalogue</source>
        <translation>Katalog durchsuchen</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Check the catalogue</source>
        <translation>Katalog prüfen</translation>
    </message>
    <message>
        <source>Add music…</source>
        <translation>Musik hinzufügen…</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Learning your music</source>
        <translation>Musik wird eingelernt</translation>
    </message>
    <message>
        <source>Learned tracks are found from now on. Files are only read; stopping or closing loses nothing.</source>
        <translation>Eingelernte Titel werden ab sofort gefunden. Dateien werden nur gelesen; beim Anhalten oder Schließen geht nichts verloren.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>What the check found</source>
        <translation>Ergebnis der Prüfung</translation>
    </message>
    <message>
        <source>Learn again</source>
        <translation>Neu einlernen</translation>
    </message>
    <message>
        <source>Remove from the catalogue</source>
        <translation>Aus dem Katalog entfernen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Learn everything again</source>
        <translation>Alles neu einlernen</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>Ordner überwachen…</translation>
    </message>
    <message>
        <source>Keep in step</source>
        <translation>Aktuell halten</translation>
    </message>
    <message>
        <source>New music in this folder is learned by itself, what is deleted there is forgotten.</source>
        <translation>Neue Musik in diesem Ordner wird von selbst eingelernt; was dort gelöscht wird, wird vergessen.</translation>
    </message>
    <message>
        <source>kept in step</source>
        <translation>wird aktuell gehalten</translation>
    </message>
    <message>
        <source>Export tags…</source>
        <translation>Angaben exportieren…</translation>
    </message>
    <message>
        <source>Import tags…</source>
        <translation>Angaben importieren…</translation>
    </message>
    <message>
        <source>Table of tags (*.csv)</source>
        <translation>Tabelle der Angaben (*.csv)</translation>
    </message>
    <message>
        <source>Find recordings that are there twice</source>
        <translation>Doppelte Aufnahmen suchen</translation>
    </message>
    <message>
        <source>No two tracks sound the same.</source>
        <translation>Keine zwei Titel klingen gleich.</translation>
    </message>
    <message>
        <source>Edit tags…</source>
        <translation>Angaben bearbeiten…</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Ordnen nach</translation>
    </message>
    <message>
        <source>Everything stays on this computer</source>
        <translation>Alles bleibt auf diesem Rechner</translation>
    </message>
    <message>
        <source>Add music to identify without a network</source>
        <translation>Musik hinzufügen, um ohne Netz zu erkennen</translation>
    </message>
    <message>
        <source>Drop folders or files of music here. They are only read and stay where they are.</source>
        <translation>Ordner oder Musikdateien hierher ziehen. Sie werden nur gelesen.</translation>
    </message>
    <message>
        <source>WAV · AIFF · FLAC · MP3 · M4A · OGG · MP4 · MOV and others</source>
        <translation>WAV · AIFF · FLAC · MP3 · M4A · OGG · MP4 · MOV und andere</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Clip</source>
        <translation>Clip</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>ISRC</source>
        <translation>ISRC</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Cues</source>
        <translation>Cues</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Voices</source>
        <translation>Stimmen</translation>
    </message>
    <message>
        <source>Opens the catalogue</source>
        <translation>Öffnet den Katalog</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search the queue</source>
        <translation>Warteschlange durchsuchen</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>Clips</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Recognition service</source>
        <translation>Erkennungsdienst</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Scroll sideways</source>
        <translation>Seitwärts rollen</translation>
    </message>
    <message>
        <source>Scroll up and down</source>
        <translation>Auf und ab rollen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>Alle anhalten</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Enter key…</source>
        <translation>Schlüssel eingeben…</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Entsperren…</translation>
    </message>
    <message>
        <source>System keyring</source>
        <translation>Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>Password wanted</source>
        <translation>Passwort verlangt</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>CueSheet</name>
    <message>
        <source>Also known as</source>
        <translation>Auch bekannt als</translation>
    </message>
    <message>
        <source>Catalogue number</source>
        <translation>Katalognummer</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Country of origin</source>
        <translation>Herkunftsland</translation>
    </message>
    <message>
        <source>Cue number</source>
        <translation>Cue-Nummer</translation>
    </message>
    <message>
        <source>Director</source>
        <translation>Regie</translation>
    </message>
    <message>
        <source>EIDR</source>
        <translation>EIDR</translation>
    </message>
    <message>
        <source>Episode number</source>
        <translation>Folgennummer</translation>
    </message>
    <message>
        <source>Episode title</source>
        <translation>Folgentitel</translation>
    </message>
    <message>
        <source>First air date</source>
        <translation>Erstausstrahlung</translation>
    </message>
    <message>
        <source>IPI</source>
        <translation>IPI</translation>
    </message>
    <message>
        <source>ISAN</source>
        <translation>ISAN</translation>
    </message>
    <message>
        <source>ISRC</source>
        <translation>ISRC</translation>
    </message>
    <message>
        <source>ISWC</source>
        <translation>ISWC</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Origin of the music</source>
        <translation>Art der Musik</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Sender</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Writer or publisher</source>
        <translation>Urheber oder Verlag</translation>
    </message>
    <message>
        <source>Performer</source>
        <translation>Interpret</translation>
    </message>
    <message>
        <source>Prepared by</source>
        <translation>Erstellt von</translation>
    </message>
    <message>
        <source>Prepared on</source>
        <translation>Erstellt am</translation>
    </message>
    <message>
        <source>Production company</source>
        <translation>Produktionsfirma</translation>
    </message>
    <message>
        <source>Production number</source>
        <translation>Produktionsnummer</translation>
    </message>
    <message>
        <source>Type of production</source>
        <translation>Art der Produktion</translation>
    </message>
    <message>
        <source>Publishers</source>
        <translation>Verlage</translation>
    </message>
    <message>
        <source>Version of the sheet</source>
        <translation>Fassung der Liste</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Series number</source>
        <translation>Staffelnummer</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Track number</source>
        <translation>Titelnummer</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Verwendung</translation>
    </message>
    <message>
        <source>Vocal or instrumental</source>
        <translation>Vokal oder instrumental</translation>
    </message>
    <message>
        <source>Writers</source>
        <translation>Urheber</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>{field} missing</source>
        <translation>{field}: fehlt</translation>
    </message>
    <message>
        <source>{field}: shares add up to {detail} %, not to 100 %</source>
        <translation>{field}: Anteile ergeben {detail} %, nicht 100 %</translation>
    </message>
    <message>
        <source>{field}: shares missing</source>
        <translation>{field}: Anteile fehlen</translation>
    </message>
    <message>
        <source>Out is not after In, or lies outside of the programme</source>
        <translation>Ende liegt nicht nach dem Anfang oder außerhalb der Sendung</translation>
    </message>
    <message>
        <source>the template has no word for the usage “{detail}”</source>
        <translation>die Vorlage hat kein Wort für die Verwendung „{detail}“</translation>
    </message>
    <message>
        <source>“{detail}” is no {field}</source>
        <translation>{field}: „{detail}“ ist ungültig</translation>
    </message>
    <message>
        <source>{field}: “{detail}” has no first name</source>
        <translation>{field}: „{detail}“ hat keinen Vornamen</translation>
    </message>
    <message>
        <source>the cue number has more than {limit} characters</source>
        <translation>die Cue-Nummer hat mehr als {limit} Zeichen</translation>
    </message>
    <message>
        <source>check by ear</source>
        <translation>nach Gehör prüfen</translation>
    </message>
    <message>
        <source>Stretches with sound of no known track, which are not on the sheet: {detail}</source>
        <translation>Stellen mit Ton, aber ohne bekannten Titel, die nicht auf der Liste stehen: {detail}</translation>
    </message>
    <message>
        <source>{field}: the list of works says “{detail}”</source>
        <translation>{field}: in der Werkliste steht „{detail}“</translation>
    </message>
    <message>
        <source>Line {line}: {field} “{value}” contradicts an earlier line, which counts.</source>
        <translation>Zeile {line}: {field} „{value}“ widerspricht einer früheren Zeile; diese gilt.</translation>
    </message>
    <message>
        <source>Line {line}: neither ISRC nor title.</source>
        <translation>Zeile {line}: weder ISRC noch Titel.</translation>
    </message>
    <message>
        <source>Line {line}: {field} “{value}” cannot be used.</source>
        <translation>Zeile {line}: {field} „{value}“ ist unbrauchbar.</translation>
    </message>
    <message>
        <source>New: {0}</source>
        <translation>Neu: {0}</translation>
    </message>
    <message>
        <source>Gone: {0}</source>
        <translation>Nicht mehr da: {0}</translation>
    </message>
    <message>
        <source>Moved: {0}</source>
        <translation>Verschoben: {0}</translation>
    </message>
    <message>
        <source>Typed by hand and not recognised here, check by ear: {0}</source>
        <translation>Von Hand eingetragen und hier nicht erkannt, nach Gehör prüfen: {0}</translation>
    </message>
    <message>
        <source>Cue {0}: {1}</source>
        <translation>Cue {0}: {1}</translation>
    </message>
    <message>
        <source>Cues {0}: {1}</source>
        <translation>Cues {0}: {1}</translation>
    </message>
</context>
<context>
    <name>Cues</name>
    <message>
        <source>A programme</source>
        <translation>A Sendung</translation>
    </message>
    <message>
        <source>B track</source>
        <translation>B Titel</translation>
    </message>
    <message>
        <source>Cue {0} of {1}</source>
        <translation>Cue {0} von {1}</translation>
    </message>
    <message>
        <source>{0} of {1} cues chosen</source>
        <translation>{0} von {1} Cues gewählt</translation>
    </message>
    <message>
        <source>List of works, {0}: “{1}”</source>
        <translation>Werkliste, {0}: „{1}“</translation>
    </message>
    <message>
        <source>Take it from the list</source>
        <translation>Aus der Werkliste nehmen</translation>
    </message>
    <message>
        <source>Press X to switch between programme and track at the same beat</source>
        <translation>X wechselt zwischen Sendung und Titel im selben Takt</translation>
    </message>
    <message>
        <source>recognised</source>
        <translation>erkannt</translation>
    </message>
    <message>
        <source>catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>list of works</source>
        <translation>Werkliste</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>geschrieben</translation>
    </message>
    <message>
        <source>The recognition named it</source>
        <translation>Von der Erkennung genannt</translation>
    </message>
    <message>
        <source>From the tags of your catalogue</source>
        <translation>Aus den Tags des eigenen Katalogs</translation>
    </message>
    <message>
        <source>From your list of works</source>
        <translation>Aus der eigenen Werkliste</translation>
    </message>
    <message>
        <source>Typed for this sheet</source>
        <translation>Für diese Musikliste geschrieben</translation>
    </message>
    <message>
        <source>1 cell fits nowhere</source>
        <translation>1 Zelle passt nirgends</translation>
    </message>
    <message>
        <source>{0} cells or rows fit nowhere</source>
        <translation>{0} Zellen oder Zeilen passen nirgends</translation>
    </message>
    <message>
        <source>Not listened to ({0}): {1}</source>
        <translation>Nicht angehört ({0}): {1}</translation>
    </message>
    <message>
        <source>{0}: 1 stretch plays at another speed and was left out</source>
        <translation>{0}: 1 Abschnitt läuft in anderer Geschwindigkeit und wurde ausgelassen</translation>
    </message>
    <message>
        <source>{0}: {1} stretches play at another speed and were left out</source>
        <translation>{0}: {1} Abschnitte laufen in anderer Geschwindigkeit und wurden ausgelassen</translation>
    </message>
    <message>
        <source>“{0}” is no moment of this programme</source>
        <translation>„{0}“ ist kein Zeitpunkt dieser Sendung</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>In</source>
        <translation>In</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Out</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Nutzung</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Writers</source>
        <translation>Urheber</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Timeline of the programme</source>
        <translation>Zeitleiste der Sendung</translation>
    </message>
    <message>
        <source>Programme</source>
        <translation>Sendung</translation>
    </message>
    <message>
        <source>Timecode</source>
        <translation>Timecode</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Music</source>
        <translation>Musik</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Cues of the programme</source>
        <translation>Cues der Sendung</translation>
    </message>
    <message>
        <source>Drop a programme to find every cue in it</source>
        <translation>Eine Sendung hierher ziehen, um jeden Cue darin zu finden</translation>
    </message>
    <message>
        <source>It is listened to on this computer, against your catalogue. Your file stays untouched.</source>
        <translation>Sie wird auf diesem Rechner mit dem eigenen Katalog verglichen. Die Datei bleibt unberührt.</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Other programmes</source>
        <translation>Andere Sendungen</translation>
    </message>
    <message>
        <source>Next version of it…</source>
        <translation>Nächste Fassung davon…</translation>
    </message>
    <message>
        <source>Choose the next version of the programme</source>
        <translation>Nächste Fassung der Sendung wählen</translation>
    </message>
    <message>
        <source>Ask AudioVerify in steps…</source>
        <translation>AudioVerify in Schritten fragen…</translation>
    </message>
    <message>
        <source>AudioVerify names one track for each job, so the programme is sent in steps.</source>
        <translation>AudioVerify nennt je Auftrag einen Titel; darum wird die Sendung in Schritten gesendet.</translation>
    </message>
    <message>
        <source>List of works…</source>
        <translation>Werkliste…</translation>
    </message>
    <message>
        <source>Another programme…</source>
        <translation>Andere Sendung…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>Neu anhören</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export the cue sheet</source>
        <translation>Musikliste exportieren</translation>
    </message>
    <message>
        <source>Choose a programme</source>
        <translation>Sendung wählen</translation>
    </message>
    <message>
        <source>Preliminary</source>
        <translation>Vorläufig</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>Endgültig</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Add cue</source>
        <translation>Cue hinzufügen</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>Näher ansehen</translation>
    </message>
    <message>
        <source>Look wider</source>
        <translation>Weiter ansehen</translation>
    </message>
    <message>
        <source>How close</source>
        <translation>Wie nah</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Play from the playhead</source>
        <translation>Ab der Abspielmarke abspielen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Borders snap to cuts, silence and cues; Alt: free</source>
        <translation>Grenzen rasten an Schnitten, Stille und Cues ein; Alt: frei</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Not this</source>
        <translation>Ist es nicht</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Publishers and shares</source>
        <translation>Verlage und Anteile</translation>
    </message>
    <message>
        <source>One a line: Name; 100; PRS; IPI</source>
        <translation>Je Zeile: Name; 100; PRS; IPI</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Fassung</translation>
    </message>
    <message>
        <source>Add In and Out at the playhead</source>
        <translation>Weiteres In und Out an der Marke</translation>
    </message>
    <message>
        <source>Take this In and Out away</source>
        <translation>Dieses In und Out wegnehmen</translation>
    </message>
    <message>
        <source>Cue</source>
        <translation>Cue</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Neues</translation>
    </message>
    <message>
        <source>Against the version before. What was typed there stands here, too; choose one to go to it.</source>
        <translation>Gegenüber der Fassung davor. Was dort geschrieben wurde, steht auch hier; eine ausgewählte Zeile führt dorthin.</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Writers and shares</source>
        <translation>Urheber und Anteile</translation>
    </message>
    <message>
        <source>One a line: Last, First; CA; 50</source>
        <translation>Je Zeile: Nachname, Vorname; CA; 50</translation>
    </message>
    <message>
        <source>varies</source>
        <translation>verschieden</translation>
    </message>
    <message>
        <source>Notes (not printed)</source>
        <translation>Notizen (nicht gedruckt)</translation>
    </message>
    <message>
        <source>No cue chosen</source>
        <translation>Kein Cue gewählt</translation>
    </message>
    <message>
        <source>add</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>Details schließen</translation>
    </message>
    <message>
        <source>All changes are saved</source>
        <translation>Alle Änderungen sind gespeichert</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>Nothing is left to check by ear</source>
        <translation>Nichts ist mehr nachzuhören</translation>
    </message>
    <message>
        <source>No cue lies under the playhead</source>
        <translation>Unter der Abspielmarke liegt kein Cue</translation>
    </message>
    <message>
        <source>There is only silence in this programme</source>
        <translation>In dieser Sendung ist nur Stille</translation>
    </message>
    <message>
        <source>Taking the sound out</source>
        <translation>Ton wird herausgelöst</translation>
    </message>
    <message>
        <source>Handing it to the local service</source>
        <translation>Er geht an den Dienst auf diesem Rechner</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Wird angehört</translation>
    </message>
    <message>
        <source>{0}: {1} %</source>
        <translation>{0}: {1} %</translation>
    </message>
    <message>
        <source>Identified</source>
        <translation>Erkannt</translation>
    </message>
    <message>
        <source>Check by ear</source>
        <translation>Nach Gehör prüfen</translation>
    </message>
    <message>
        <source>Commercial</source>
        <translation>Handel</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Archivmusik</translation>
    </message>
    <message>
        <source>Commission</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Vocal</source>
        <translation>Mit Gesang</translation>
    </message>
    <message>
        <source>Instrumental</source>
        <translation>Instrumental</translation>
    </message>
    <message>
        <source>{0} % of 100 % named</source>
        <translation>{0} % von 100 % genannt</translation>
    </message>
    <message>
        <source>Kept in the list of works and reused in later sheets.</source>
        <translation>In der Werkliste behalten und in späteren Listen wieder verwendet.</translation>
    </message>
    <message>
        <source>Kept for ISRC {0} and reused in later sheets.</source>
        <translation>Für ISRC {0} behalten und in späteren Listen wieder verwendet.</translation>
    </message>
    <message>
        <source>1 cue</source>
        <translation>1 Cue</translation>
    </message>
    <message>
        <source>{0} cues</source>
        <translation>{0} Cues</translation>
    </message>
    <message>
        <source>{0} of music</source>
        <translation>{0} Musik</translation>
    </message>
    <message>
        <source>{0} to check</source>
        <translation>{0} nachzuhören</translation>
    </message>
    <message>
        <source>{0} not found</source>
        <translation>{0} nicht gefunden</translation>
    </message>
    <message>
        <source>Writers missing for {0}</source>
        <translation>Urheber fehlen bei {0}</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} bis {1}</translation>
    </message>
    <message>
        <source>1 thing to complete</source>
        <translation>1 Angabe zu ergänzen</translation>
    </message>
    <message>
        <source>{0} things to complete</source>
        <translation>{0} Angaben zu ergänzen</translation>
    </message>
    <message>
        <source>Nothing is missing</source>
        <translation>Nichts fehlt</translation>
    </message>
    <message>
        <source>Choose one to go to its field. A sheet that lacks something can be exported all the same.</source>
        <translation>Eine ausgewählte führt zu ihrem Feld. Auch eine unvollständige Liste lässt sich exportieren.</translation>
    </message>
    <message>
        <source>Cue {0}, {1}: {2}</source>
        <translation>Cue {0}, {1}: {2}</translation>
    </message>
    <message>
        <source>● The chosen layout wants it</source>
        <translation>● Die gewählte Form verlangt es</translation>
    </message>
    <message>
        <source>The chosen layout wants it</source>
        <translation>Die gewählte Form verlangt es</translation>
    </message>
    <message>
        <source>Music {0} of {1}</source>
        <translation>Musik {0} von {1}</translation>
    </message>
    <message>
        <source>{0} to complete</source>
        <translation>{0} zu ergänzen</translation>
    </message>
    <message>
        <source>{0} changed, {1} as before</source>
        <translation>{0} geändert, {1} wie zuvor</translation>
    </message>
    <message>
        <source>New: {0} {1}</source>
        <translation>Neu: {0} {1}</translation>
    </message>
    <message>
        <source>Gone, was at {0}: {1}</source>
        <translation>Weg, war bei {0}: {1}</translation>
    </message>
    <message>
        <source>Moved: {0} {1}</source>
        <translation>Verschoben: {0} {1}</translation>
    </message>
    <message>
        <source>Typed by hand, check by ear: {0} {1}</source>
        <translation>Von Hand geschrieben, nachhören: {0} {1}</translation>
    </message>
    <message>
        <source>As before: {0} {1}</source>
        <translation>Wie zuvor: {0} {1}</translation>
    </message>
    <message>
        <source>{0} is long: a programme</source>
        <translation>{0} ist lang: eine Sendung</translation>
    </message>
    <message>
        <source>{0} clips are long: programmes</source>
        <translation>{0} Clips sind lang: Sendungen</translation>
    </message>
    <message>
        <source>Find every cue</source>
        <translation>Jeden Cue finden</translation>
    </message>
</context>
<context>
    <name>Cures</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation>Andere Datei auswählen…</translation>
    </message>
    <message>
        <source>Add music…</source>
        <translation>Musik hinzufügen…</translation>
    </message>
    <message>
        <source>Open settings…</source>
        <translation>Einstellungen öffnen…</translation>
    </message>
    <message>
        <source>Send only the sound</source>
        <translation>Nur den Ton senden</translation>
    </message>
    <message>
        <source>Send the whole file</source>
        <translation>Die ganze Datei senden</translation>
    </message>
    <message>
        <source>Try another part…</source>
        <translation>Andere Stelle versuchen…</translation>
    </message>
    <message>
        <source>Check the catalogue</source>
        <translation>Katalog prüfen</translation>
    </message>
    <message>
        <source>Find every cue</source>
        <translation>Jeden Cue finden</translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
</context>
<context>
    <name>Demo</name>
    <message>
        <source>Composing songs for the demo…</source>
        <translation>Stücke für die Vorführung entstehen…</translation>
    </message>
    <message>
        <source>Learning the songs…</source>
        <translation>Die Stücke werden eingelernt…</translation>
    </message>
    <message>
        <source>Nothing here is real</source>
        <translation>Hier ist nichts echt</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>No clip selected</source>
        <translation>Kein Clip ausgewählt</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>Details schließen</translation>
    </message>
    <message>
        <source>Also in this clip</source>
        <translation>Auch in diesem Clip</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>und {0} weitere</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy: {0}</source>
        <translation>Kopieren: {0}</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Aufgeklappt</translation>
    </message>
    <message>
        <source>Folded</source>
        <translation>Zugeklappt</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>Kopieren als</translation>
    </message>
    <message>
        <source>Name it yourself…</source>
        <translation>Selbst benennen…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Try the framed part</source>
        <translation>Gerahmte Stelle versuchen</translation>
    </message>
    <message>
        <source>Another sound track…</source>
        <translation>Andere Tonspur…</translation>
    </message>
    <message>
        <source>Identify here</source>
        <translation>Hier erkennen</translation>
    </message>
    <message>
        <source>Ask AudioVerify</source>
        <translation>AudioVerify fragen</translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation>Was gesendet wurde</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>Raw answer</source>
        <translation>Rohantwort</translation>
    </message>
    <message>
        <source>Keys and links are left out of this text.</source>
        <translation>Schlüssel und Links sind in diesem Text weggelassen.</translation>
    </message>
    <message>
        <source>Details for support</source>
        <translation>Angaben für den Support</translation>
    </message>
    <message>
        <source>Report a problem…</source>
        <translation>Problem melden…</translation>
    </message>
    <message>
        <source>Show in the log</source>
        <translation>Im Protokoll zeigen</translation>
    </message>
    <message>
        <source>{0} selected</source>
        <translation>{0} ausgewählt</translation>
    </message>
    <message>
        <source>Copy 1 answer</source>
        <translation>1 Ergebnis kopieren</translation>
    </message>
    <message>
        <source>Copy {0} answers</source>
        <translation>{0} Ergebnisse kopieren</translation>
    </message>
    <message>
        <source>Try {0} again</source>
        <translation>{0} noch einmal</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>ISRC</source>
        <translation>ISRC</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>speed {0}</source>
        <translation>Tempo {0}</translation>
    </message>
    <message>
        <source>in {0} parts</source>
        <translation>in {0} Teilen</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} und {1} weitere</translation>
    </message>
    <message>
        <source>Waveform of {0}</source>
        <translation>Wellenform: {0}</translation>
    </message>
    <message>
        <source>Waveform of {0}, match {1}</source>
        <translation>Wellenform: {0}, Fundstelle {1}</translation>
    </message>
    <message>
        <source>AudioVerify names the track, but not where it sounds.</source>
        <translation>AudioVerify nennt den Titel, aber nicht die Stelle, an der er klingt.</translation>
    </message>
    <message>
        <source>The answer does not tell where it sounds.</source>
        <translation>Die Antwort sagt nicht, wo er klingt.</translation>
    </message>
    <message>
        <source>The file of the track is not where it was: it cannot be compared.</source>
        <translation>Die Datei des Titels ist nicht mehr, wo sie war: kein Vergleich möglich.</translation>
    </message>
    <message>
        <source>To play, install the part “preview”: pip install slipgui[preview]</source>
        <translation>Zum Abspielen den Teil „preview“ installieren: pip install slipgui[preview]</translation>
    </message>
    <message>
        <source>This computer has no loudspeaker to play on.</source>
        <translation>Dieser Rechner hat keinen Lautsprecher zum Abspielen.</translation>
    </message>
    <message>
        <source>The loudspeaker takes no sound any more. Play looks for it again.</source>
        <translation>Der Lautsprecher nimmt keinen Ton mehr an. Abspielen sucht ihn wieder.</translation>
    </message>
    <message>
        <source>The sound of this clip cannot be read now.</source>
        <translation>Der Ton dieses Clips ist gerade nicht lesbar.</translation>
    </message>
    <message>
        <source>{0} semitones</source>
        <translation>{0} Halbtöne</translation>
    </message>
    <message>
        <source>Sounds alike</source>
        <translation>Klingt gleich</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Title and artist</source>
        <translation>Titel und Interpret</translation>
    </message>
    <message>
        <source>Cells of a spreadsheet</source>
        <translation>Zellen einer Tabelle</translation>
    </message>
    <message>
        <source>mono</source>
        <translation>mono</translation>
    </message>
    <message>
        <source>stereo</source>
        <translation>stereo</translation>
    </message>
    <message>
        <source>{0} channels</source>
        <translation>{0} Kanäle</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Davon</translation>
    </message>
    <message>
        <source>Sound track</source>
        <translation>Tonspur</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Searched</source>
        <translation>Durchsucht</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>The file ends earlier than it says</source>
        <translation>Die Datei endet früher, als sie angibt</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>The answer names several tracks; this is the first</source>
        <translation>Die Antwort nennt mehrere Titel; das ist der erste</translation>
    </message>
    <message>
        <source>The answer does not say whether it is of the service&apos;s catalogue</source>
        <translation>Die Antwort sagt nicht, ob er aus dem Katalog des Dienstes ist</translation>
    </message>
    <message>
        <source>Nothing · known already</source>
        <translation>Nichts · schon bekannt</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>{0} of {1}, then it broke off</source>
        <translation>{0} von {1}, dann abgerissen</translation>
    </message>
    <message>
        <source>{0} · the whole file</source>
        <translation>{0} · ganze Datei</translation>
    </message>
    <message>
        <source>{0} instead of {1} · sound only</source>
        <translation>{0} statt {1} · nur Ton</translation>
    </message>
    <message>
        <source>This computer · network not used</source>
        <translation>Dieser Rechner · ohne Netz</translation>
    </message>
    <message>
        <source>The catalogue on this computer</source>
        <translation>Der Katalog auf diesem Rechner</translation>
    </message>
    <message>
        <source>AudioVerify&apos;s catalogue and released music</source>
        <translation>Der Katalog von AudioVerify und veröffentlichte Musik</translation>
    </message>
    <message>
        <source>1 track in your catalogue</source>
        <translation>1 Titel im eigenen Katalog</translation>
    </message>
    <message>
        <source>{0} tracks in your catalogue</source>
        <translation>{0} Titel im eigenen Katalog</translation>
    </message>
    <message>
        <source>You stopped it; the file is untouched.</source>
        <translation>Von Hand abgebrochen; die Datei ist unverändert.</translation>
    </message>
    <message>
        <source>Its turn has not come yet.</source>
        <translation>Der Clip ist noch nicht an der Reihe.</translation>
    </message>
    <message>
        <source>The catalogue of this computer is empty: there was no music to compare with.</source>
        <translation>Der Katalog dieses Rechners ist leer: Es gab keine Musik zum Vergleichen.</translation>
    </message>
    <message>
        <source>The catalogue of this computer was empty then. It knows music now: try again.</source>
        <translation>Der Katalog dieses Rechners war damals leer. Jetzt kennt er Musik: noch einmal versuchen.</translation>
    </message>
    <message>
        <source>No track in the catalogue of this computer sounds like this clip.</source>
        <translation>Kein Titel im Katalog dieses Rechners klingt wie dieser Clip.</translation>
    </message>
    <message>
        <source>AudioVerify knows no track that sounds like this clip.</source>
        <translation>AudioVerify kennt keinen Titel, der wie dieser Clip klingt.</translation>
    </message>
    <message>
        <source>Only the framed part of it was asked about.</source>
        <translation>Gefragt wurde nur nach der gerahmten Stelle.</translation>
    </message>
    <message>
        <source>Only sound track {0} was asked about.</source>
        <translation>Nur nach der Tonspur {0} wurde gefragt.</translation>
    </message>
    <message>
        <source>It may be a new commission, a stem, or music under speech.</source>
        <translation>Es kann eine neue Auftragsmusik sein, ein Stem oder Musik unter Sprache.</translation>
    </message>
    <message>
        <source>Prepared</source>
        <translation>Vorbereitet</translation>
    </message>
    <message>
        <source>Uploaded</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>nicht begonnen</translation>
    </message>
    <message>
        <source>all sent, no answer at {0}</source>
        <translation>alles gesendet, keine Antwort um {0}</translation>
    </message>
    <message>
        <source>{0} % sent at {1}</source>
        <translation>{0} % gesendet um {1}</translation>
    </message>
    <message>
        <source>nothing sent at {0}</source>
        <translation>nichts gesendet um {0}</translation>
    </message>
    <message>
        <source>stopped at {0}</source>
        <translation>abgebrochen um {0}</translation>
    </message>
    <message>
        <source>A clip</source>
        <translation>A Clip</translation>
    </message>
    <message>
        <source>B track</source>
        <translation>B Titel</translation>
    </message>
    <message>
        <source>Repeat the match</source>
        <translation>Fundstelle wiederholen</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>Übereinstimmung</translation>
    </message>
    <message>
        <source>This clip</source>
        <translation>Dieser Clip</translation>
    </message>
    <message>
        <source>this clip</source>
        <translation>dieser Clip</translation>
    </message>
    <message>
        <source>the track</source>
        <translation>der Titel</translation>
    </message>
    <message>
        <source>Play the clip</source>
        <translation>Clip abspielen</translation>
    </message>
    <message>
        <source>Repeat the clip</source>
        <translation>Clip wiederholen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>The frame is the part that can be tried alone; drag it, or its edges</source>
        <translation>Der Rahmen ist die Stelle, die allein versucht werden kann; er lässt sich ziehen, auch an den Rändern</translation>
    </message>
    <message>
        <source>Play the match</source>
        <translation>Fundstelle abspielen</translation>
    </message>
    <message>
        <source>Taking the sound out of the files…</source>
        <translation>Ton wird aus den Dateien herausgelöst…</translation>
    </message>
    <message>
        <source>Press X to switch between A and B at the same beat</source>
        <translation>X wechselt taktgleich zwischen A und B</translation>
    </message>
    <message>
        <source>In AudioVerify&apos;s catalogue</source>
        <translation>Im Katalog von AudioVerify</translation>
    </message>
    <message>
        <source>Get a licence…</source>
        <translation>Lizenz holen…</translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation>Seite des Titels öffnen</translation>
    </message>
    <message>
        <source>All it tells of the track</source>
        <translation>Alles, was er über den Titel sagt</translation>
    </message>
    <message>
        <source>Asking AudioVerify…</source>
        <translation>AudioVerify wird gefragt…</translation>
    </message>
    <message>
        <source>It tells nothing more of this track.</source>
        <translation>Mehr ist dort über diesen Titel nicht zu erfahren.</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Open the page</source>
        <translation>Seite öffnen</translation>
    </message>
    <message>
        <source>Japanese title</source>
        <translation>Japanischer Titel</translation>
    </message>
    <message>
        <source>Album</source>
        <translation>Album</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Writers</source>
        <translation>Urheber</translation>
    </message>
    <message>
        <source>Publishers</source>
        <translation>Verlage</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>Genre</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>Vocals</source>
        <translation>Gesang</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>has lyrics</source>
        <translation>mit Text</translation>
    </message>
    <message>
        <source>explicit</source>
        <translation>explizit</translation>
    </message>
    <message>
        <source>sound effect</source>
        <translation>Geräusch</translation>
    </message>
    <message>
        <source>stems available</source>
        <translation>Stems verfügbar</translation>
    </message>
    <message>
        <source>free of charge</source>
        <translation>kostenfrei</translation>
    </message>
    <message>
        <source>{0} bpm</source>
        <translation>{0} bpm</translation>
    </message>
    <message>
        <source>Licensed for {0} on {1}</source>
        <translation>Lizenziert für {0} am {1}</translation>
    </message>
    <message>
        <source>Not decided</source>
        <translation>Nicht entschieden</translation>
    </message>
    <message>
        <source>Neither label, artist nor ISRC is on one of your lists.</source>
        <translation>Weder Label noch Interpret noch ISRC stehen auf einer der Listen.</translation>
    </message>
    <message>
        <source>the label {0}</source>
        <translation>das Label {0}</translation>
    </message>
    <message>
        <source>the artist {0}</source>
        <translation>{0} als Interpret</translation>
    </message>
    <message>
        <source>ISRCs that begin with {0}</source>
        <translation>ISRCs, die mit {0} beginnen</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Your list allows {0}.</source>
        <translation>Die Liste erlaubt {0}.</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>Nicht erlaubt</translation>
    </message>
    <message>
        <source>Your list forbids {0}.</source>
        <translation>Die Liste verbietet {0}.</translation>
    </message>
    <message>
        <source>All that sound</source>
        <translation>Alle, die klingen</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Add clips</source>
        <translation>Clips hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder of clips</source>
        <translation>Ordner mit Clips hinzufügen</translation>
    </message>
    <message>
        <source>Add from an address</source>
        <translation>Von einer Adresse hinzufügen</translation>
    </message>
    <message>
        <source>Address of a clip</source>
        <translation>Adresse eines Clips</translation>
    </message>
    <message>
        <source>An https address that leads to the file itself, or s3://bucket/file with the AWS sign-in of this computer. Only the sound is fetched where the file allows it.</source>
        <translation>Eine https-Adresse, die zur Datei selbst führt, oder s3://Bucket/Datei mit der AWS-Anmeldung dieses Rechners. Wo die Datei es zulässt, wird nur der Ton geholt.</translation>
    </message>
    <message>
        <source>Add music to the catalogue</source>
        <translation>Musik in den Katalog aufnehmen</translation>
    </message>
    <message>
        <source>About Slipgui</source>
        <translation>Über Slipgui</translation>
    </message>
    <message>
        <source>Tells which music is in a video.</source>
        <translation>Sagt, welche Musik in einem Video ist.</translation>
    </message>
</context>
<context>
    <name>Drop</name>
    <message>
        <source>Slipgui never moves a clip. Copy it there and paste it here, or use Browse… (Ctrl+O).</source>
        <translation>Slipgui verschiebt nie einen Clip. Dort kopieren und hier einfügen, oder Durchsuchen… (Strg+O) nehmen.</translation>
    </message>
    <message>
        <source>Slipgui never moves a programme. Copy it there and paste it here, or use Browse… (Ctrl+O).</source>
        <translation>Slipgui verschiebt nie eine Sendung. Dort kopieren und hier einfügen, oder „Durchsuchen…“ (Strg+O).</translation>
    </message>
    <message>
        <source>Slipgui never moves a file. Copy it there and paste it here, or use Add music….</source>
        <translation>Slipgui verschiebt nie eine Datei. Dort kopieren und hier einfügen, oder „Musik hinzufügen…“ nehmen.</translation>
    </message>
    <message>
        <source>This program only offers to move the file</source>
        <translation>Dieses Programm kann nur verschieben</translation>
    </message>
    <message>
        <source>Drop clips, folders, or their paths as text.</source>
        <translation>Clips, Ordner oder deren Pfade als Text hierher ziehen.</translation>
    </message>
    <message>
        <source>Drop programmes, or their paths as text.</source>
        <translation>Sendungen hierher ziehen oder ihre Pfade als Text.</translation>
    </message>
    <message>
        <source>Drop music, folders, or their paths as text.</source>
        <translation>Musik, Ordner oder deren Pfade als Text hierher ziehen.</translation>
    </message>
    <message>
        <source>Drop a clip in which somebody speaks.</source>
        <translation>Einen Clip hierher ziehen, in dem jemand spricht.</translation>
    </message>
    <message>
        <source>There is no file in this</source>
        <translation>Darin ist keine Datei</translation>
    </message>
    <message>
        <source>counting…</source>
        <translation>wird gezählt…</translation>
    </message>
    <message>
        <source>These cannot be read here</source>
        <translation>Das ist hier alles nicht lesbar</translation>
    </message>
    <message>
        <source>Nothing is added and nothing is touched.</source>
        <translation>Nichts wird hinzugefügt, nichts verändert.</translation>
    </message>
    <message>
        <source>Find every cue</source>
        <translation>Jeden Cue finden</translation>
    </message>
    <message>
        <source>For long programmes, with in and out</source>
        <translation>Für lange Sendungen, mit In und Out</translation>
    </message>
    <message>
        <source>This cannot be read here</source>
        <translation>Das ist hier nicht lesbar</translation>
    </message>
    <message>
        <source>Let go to learn these files</source>
        <translation>Loslassen, um diese Dateien einzulernen</translation>
    </message>
    <message>
        <source>Let go to find every cue</source>
        <translation>Loslassen, um jeden Cue zu finden</translation>
    </message>
    <message>
        <source>Let go to use this clip</source>
        <translation>Loslassen, um diesen Clip zu nehmen</translation>
    </message>
    <message>
        <source>Let go to add these files</source>
        <translation>Diese Dateien hinzufügen</translation>
    </message>
    <message>
        <source>Let go to learn {0} of {1}</source>
        <translation>Loslassen, um {0} von {1} einzulernen</translation>
    </message>
    <message>
        <source>Let go to find the cues of {0} of {1}</source>
        <translation>Loslassen, um die Cues von {0} der {1} zu finden</translation>
    </message>
    <message>
        <source>Let go to use the first of {0} of {1}</source>
        <translation>Loslassen, um den ersten von {0} der {1} zu nehmen</translation>
    </message>
    <message>
        <source>Let go to add {0} of {1}</source>
        <translation>Loslassen, um {0} von {1} hinzuzufügen</translation>
    </message>
    <message>
        <source>Let go to learn 1 file</source>
        <translation>Loslassen, um 1 Datei einzulernen</translation>
    </message>
    <message>
        <source>Let go to learn {0} files</source>
        <translation>Loslassen, um {0} Dateien einzulernen</translation>
    </message>
    <message>
        <source>Learned music is found in clips, without a network. The files are only read.</source>
        <translation>Eingelernte Musik wird in Clips ohne Netz gefunden. Die Dateien werden nur gelesen.</translation>
    </message>
    <message>
        <source>Let go to find the cues of {0} programmes</source>
        <translation>Loslassen, um die Cues von {0} Sendungen zu finden</translation>
    </message>
    <message>
        <source>Each is listened to from end to end on this computer. The files are only read.</source>
        <translation>Jede wird auf diesem Rechner ganz angehört. Die Dateien werden nur gelesen.</translation>
    </message>
    <message>
        <source>For a voiceprint, or to find who speaks. Nothing is sent yet.</source>
        <translation>Für einen Stimmabdruck oder um zu finden, wer spricht. Noch wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Let go to use the first of {0}</source>
        <translation>Loslassen, um den ersten zu nehmen: {0}</translation>
    </message>
    <message>
        <source>One answer for the clip</source>
        <translation>Ein Ergebnis für den Clip</translation>
    </message>
    <message>
        <source>Let go to add {0}</source>
        <translation>{0} hinzufügen</translation>
    </message>
    <message>
        <source>One answer for each clip</source>
        <translation>Ein Ergebnis für jeden Clip</translation>
    </message>
    <message>
        <source>One thing cannot be read.</source>
        <translation>Eines ist nicht lesbar.</translation>
    </message>
    <message>
        <source>{0} things cannot be read.</source>
        <translation>{0} davon sind nicht lesbar.</translation>
    </message>
    <message>
        <source>The one clip is added; the rest stays where it is.</source>
        <translation>Der eine Clip wird hinzugefügt; der Rest bleibt, wo er ist.</translation>
    </message>
    <message>
        <source>The {0} clips are added; the rest stays where it is.</source>
        <translation>Die {0} Clips werden hinzugefügt; der Rest bleibt, wo er ist.</translation>
    </message>
    <message>
        <source>The one programme is listened to; the rest is left alone.</source>
        <translation>Die eine Sendung wird angehört; der Rest bleibt unberührt.</translation>
    </message>
    <message>
        <source>The {0} programmes are listened to; the rest is left alone.</source>
        <translation>Die {0} Sendungen werden angehört; der Rest bleibt unberührt.</translation>
    </message>
    <message>
        <source>The one clip is used; the rest is left alone.</source>
        <translation>Der eine Clip wird genommen; der Rest bleibt unberührt.</translation>
    </message>
    <message>
        <source>The first of {0} clips is used; the rest is left alone.</source>
        <translation>Der erste der {0} Clips wird genommen; der Rest bleibt unberührt.</translation>
    </message>
    <message>
        <source>The one file is learned; the rest is left alone.</source>
        <translation>Die eine Datei wird eingelernt; der Rest bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>The {0} files are learned; the rest is left alone.</source>
        <translation>Die {0} Dateien werden eingelernt; der Rest bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>zero one two three four five six seven eight nine ten eleven twelve</source>
        <translation>null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf</translation>
    </message>
    <message>
        <source>1 folder</source>
        <translation>1 Ordner</translation>
    </message>
    <message>
        <source>{0} folders</source>
        <translation>{0} Ordner</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 Datei</translation>
    </message>
    <message>
        <source>{0} files</source>
        <translation>{0} Dateien</translation>
    </message>
    <message>
        <source>1 file of a Flatpak program</source>
        <translation>1 Datei eines Flatpak-Programms</translation>
    </message>
    <message>
        <source>{0} files of a Flatpak program</source>
        <translation>{0} Dateien eines Flatpak-Programms</translation>
    </message>
    <message>
        <source>A project: export its timeline as XML, AAF, OTIO or EDL</source>
        <translation>Ein Projekt: seine Zeitleiste als XML, AAF, OTIO oder EDL exportieren</translation>
    </message>
    <message>
        <source>A link: download the clip, then drop it</source>
        <translation>Ein Link: den Clip laden, dann hierher ziehen</translation>
    </message>
    <message>
        <source>A project, not media: drop its clips</source>
        <translation>Ein Projekt: dessen Clips hierher ziehen</translation>
    </message>
    <message>
        <source>Neither video nor sound</source>
        <translation>Weder Bild noch Ton</translation>
    </message>
    <message>
        <source>Not there: is its volume connected?</source>
        <translation>Nicht da: Ist das Laufwerk verbunden?</translation>
    </message>
    <message>
        <source>A folder without clips</source>
        <translation>Ein Ordner ohne Clips</translation>
    </message>
    <message>
        <source>Its sandbox hides them: use Browse… (Ctrl+O)</source>
        <translation>Von der Sandbox verborgen: Durchsuchen… (Strg+O) nehmen</translation>
    </message>
    <message>
        <source>A folder that may not be opened</source>
        <translation>Ein Ordner, der sich nicht öffnen lässt</translation>
    </message>
    <message>
        <source>In the queue already</source>
        <translation>Schon in der Warteschlange</translation>
    </message>
    <message>
        <source>A link: download the music, then drop it</source>
        <translation>Ein Link: die Musik laden, dann hierher ziehen</translation>
    </message>
    <message>
        <source>A project, not media: drop its music</source>
        <translation>Ein Projekt: dessen Musik hierher ziehen</translation>
    </message>
    <message>
        <source>No sound file that can be learned</source>
        <translation>Keine Tondatei zum Einlernen</translation>
    </message>
    <message>
        <source>A folder without music</source>
        <translation>Ein Ordner ohne Musik</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>und {0} weitere</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>No clips yet</source>
        <translation>Noch keine Clips</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Add music…</source>
        <translation>Musik hinzufügen…</translation>
    </message>
    <message>
        <source>Key and service…</source>
        <translation>Schlüssel und Dienst…</translation>
    </message>
    <message>
        <source>A whole programme?</source>
        <translation>Eine ganze Sendung?</translation>
    </message>
    <message>
        <source>Cues finds every track in it, with in and out.</source>
        <translation>Cues findet jeden Titel darin, mit In und Out.</translation>
    </message>
    <message>
        <source>Open Cues</source>
        <translation>Cues öffnen</translation>
    </message>
    <message>
        <source>Recognises clips where no key is known, from your own library and without a network.</source>
        <translation>Erkennt Clips, wo kein Schlüssel bekannt ist: aus der eigenen Musik und ohne Netz.</translation>
    </message>
    <message>
        <source>The system keyring, which may hold the key, asks for its password. Clips dropped now wait for it.</source>
        <translation>Der Schlüsselbund des Systems, der den Schlüssel enthalten kann, fragt nach seinem Passwort. Abgelegte Clips warten so lange.</translation>
    </message>
    <message>
        <source>Drop clips to learn what music is in them</source>
        <translation>Clips hierher ziehen und Musik erkennen</translation>
    </message>
    <message>
        <source>Clips, folders or long programmes. Your files stay untouched.</source>
        <translation>Clips, Ordner oder lange Sendungen. Die Dateien bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>MOV · MP4 · MXF · AVI · MPEG · MKV · WAV and others</source>
        <translation>MOV · MP4 · MXF · AVI · MPEG · MKV · WAV und andere</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>Ordner überwachen…</translation>
    </message>
    <message>
        <source>Clips are recognised here. It knows no music yet: add your library and it works without a network.</source>
        <translation>Clips werden hier erkannt. Noch ist keine Musik bekannt: eigene Bibliothek hinzufügen, dann geht es ohne Netz.</translation>
    </message>
    <message>
        <source>Clips are recognised here, without a network. It knows 1 track.</source>
        <translation>Clips werden hier erkannt, ohne Netz. 1 Titel ist bekannt.</translation>
    </message>
    <message>
        <source>Clips are recognised here, without a network. It knows {0} tracks.</source>
        <translation>Clips werden hier erkannt, ohne Netz. {0} Titel sind bekannt.</translation>
    </message>
    <message>
        <source>Not in use: AudioVerify is chosen. It knows no music yet.</source>
        <translation>Nicht in Gebrauch: AudioVerify ist gewählt. Noch ist keine Musik bekannt.</translation>
    </message>
    <message>
        <source>Not in use: AudioVerify is chosen. It knows 1 track.</source>
        <translation>Nicht in Gebrauch: AudioVerify ist gewählt. 1 Titel ist bekannt.</translation>
    </message>
    <message>
        <source>Not in use: AudioVerify is chosen. It knows {0} tracks.</source>
        <translation>Nicht in Gebrauch: AudioVerify ist gewählt. {0} Titel sind bekannt.</translation>
    </message>
    <message>
        <source>In use. Clips are compared with the Slipstream catalogue and with released music; only the sound is sent where that is smaller.</source>
        <translation>In Gebrauch. Clips werden mit dem Slipstream-Katalog und veröffentlichter Musik verglichen; gesendet wird nur der Ton, wo das kleiner ist.</translation>
    </message>
    <message>
        <source>Chosen, but the system keyring, which may hold its key, is locked.</source>
        <translation>Gewählt, aber der Schlüsselbund des Systems, der den Schlüssel enthalten kann, ist gesperrt.</translation>
    </message>
    <message>
        <source>Chosen, but nothing may leave this computer: offline mode is on.</source>
        <translation>Gewählt, aber nichts darf diesen Rechner verlassen: Der Offline-Modus ist an.</translation>
    </message>
    <message>
        <source>Chosen, but no key is known: no clip can be sent.</source>
        <translation>Gewählt, aber kein Schlüssel bekannt: Es kann kein Clip gesendet werden.</translation>
    </message>
    <message>
        <source>Not in use. With a partner key, clips are compared with the Slipstream catalogue and with released music.</source>
        <translation>Nicht in Gebrauch. Mit einem Partnerschlüssel werden Clips mit dem Slipstream-Katalog und veröffentlichter Musik verglichen.</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>The service on this computer</source>
        <translation>Der Dienst auf diesem Rechner</translation>
    </message>
    <message>
        <source>The storage</source>
        <translation>Der Speicher</translation>
    </message>
    <message>
        <source>The server of this address</source>
        <translation>Der Server dieser Adresse</translation>
    </message>
    <message>
        <source>The service</source>
        <translation>Der Dienst</translation>
    </message>
    <message>
        <source>an unknown size</source>
        <translation>unbekannte Größe</translation>
    </message>
    <message>
        <source>It asked to wait {0} s.</source>
        <translation>Gebeten wird um {0} s Geduld.</translation>
    </message>
    <message>
        <source>It said: “{0}”</source>
        <translation>Meldung: „{0}“</translation>
    </message>
    <message>
        <source>It is damaged, incomplete or of another kind.</source>
        <translation>Die Datei ist beschädigt, unvollständig oder von anderer Art.</translation>
    </message>
    <message>
        <source>Play it in another program; export it again if that fails too.</source>
        <translation>In einem anderen Programm abspielen; neu exportieren, wenn auch das scheitert.</translation>
    </message>
    <message>
        <source>There is no such file</source>
        <translation>Diese Datei gibt es nicht</translation>
    </message>
    <message>
        <source>Nothing is at this place.</source>
        <translation>An diesem Ort ist nichts.</translation>
    </message>
    <message>
        <source>Check the name, or connect the volume, then try again.</source>
        <translation>Namen prüfen oder Laufwerk verbinden, dann noch einmal.</translation>
    </message>
    <message>
        <source>The file is empty</source>
        <translation>Die Datei ist leer</translation>
    </message>
    <message>
        <source>It holds no bytes.</source>
        <translation>Sie enthält kein einziges Byte.</translation>
    </message>
    <message>
        <source>Export or copy it again.</source>
        <translation>Neu exportieren oder neu kopieren.</translation>
    </message>
    <message>
        <source>The file may not be read</source>
        <translation>Die Datei darf nicht gelesen werden</translation>
    </message>
    <message>
        <source>You have no right to it.</source>
        <translation>Dazu fehlt das Recht.</translation>
    </message>
    <message>
        <source>Change its permissions, or copy it to a folder of yours.</source>
        <translation>Rechte ändern oder in einen eigenen Ordner kopieren.</translation>
    </message>
    <message>
        <source>No clips in this folder</source>
        <translation>Keine Clips in diesem Ordner</translation>
    </message>
    <message>
        <source>It holds no file that looks like a clip.</source>
        <translation>Er enthält keine Datei, die nach einem Clip aussieht.</translation>
    </message>
    <message>
        <source>Name the clips themselves.</source>
        <translation>Die Clips selbst angeben.</translation>
    </message>
    <message>
        <source>Not an ordinary file</source>
        <translation>Keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>It is a device, a pipe or a socket.</source>
        <translation>Es ist ein Gerät, eine Pipe oder ein Socket.</translation>
    </message>
    <message>
        <source>Copy the clip to a disk, then try again.</source>
        <translation>Den Clip auf ein Laufwerk kopieren, dann noch einmal.</translation>
    </message>
    <message>
        <source>Not a playable media file</source>
        <translation>Keine abspielbare Mediendatei</translation>
    </message>
    <message>
        <source>The folder is empty</source>
        <translation>Der Ordner ist leer</translation>
    </message>
    <message>
        <source>The catalogue knows music from it, but nothing is there now. No track was removed.</source>
        <translation>Der Katalog kennt Musik daraus, doch jetzt ist nichts da. Kein Titel wurde entfernt.</translation>
    </message>
    <message>
        <source>Connect the volume; if the music is really gone, delete the folder or remove the tracks.</source>
        <translation>Laufwerk verbinden; ist die Musik wirklich weg, den Ordner löschen oder die Titel entfernen.</translation>
    </message>
    <message>
        <source>This clip cannot be read</source>
        <translation>Dieser Clip ist nicht lesbar</translation>
    </message>
    <message>
        <source>{0} bytes</source>
        <translation>{0} Byte</translation>
    </message>
    <message>
        <source>Too large for this service</source>
        <translation>Zu groß für diesen Dienst</translation>
    </message>
    <message>
        <source>{0} is over the limit of {1}. Nothing was sent.</source>
        <translation>{0} sind mehr als die Grenze von {1}. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Send only the sound.</source>
        <translation>Nur den Ton senden.</translation>
    </message>
    <message>
        <source>The sound needs {0}; {1} are free. The clip is kept.</source>
        <translation>Der Ton braucht {0}; frei sind {1}. Der Clip bleibt erhalten.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Die Platte ist voll</translation>
    </message>
    <message>
        <source>Make room, then try again.</source>
        <translation>Platz schaffen, dann noch einmal.</translation>
    </message>
    <message>
        <source>the service</source>
        <translation>der Dienst</translation>
    </message>
    <message>
        <source>The certificate of {0} was not accepted. Nothing was sent to it.</source>
        <translation>Das Zertifikat wurde nicht anerkannt ({0}). Dorthin wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>No trusted connection</source>
        <translation>Keine vertrauenswürdige Verbindung</translation>
    </message>
    <message>
        <source>Where a company inspects connections, ask for its certificate and name the file in the setting ca_file.</source>
        <translation>Wo eine Firma Verbindungen prüft: um deren Zertifikat bitten und die Datei in der Einstellung ca_file angeben.</translation>
    </message>
    <message>
        <source>The reason: {0}.</source>
        <translation>Der Grund: {0}.</translation>
    </message>
    <message>
        <source>The proxy wants a log-in</source>
        <translation>Der Proxy verlangt eine Anmeldung</translation>
    </message>
    <message>
        <source>It lets nothing through without user name and password. The clip is kept.</source>
        <translation>Ohne Benutzername und Passwort lässt er nichts durch. Der Clip bleibt erhalten.</translation>
    </message>
    <message>
        <source>The address of the proxy cannot be used</source>
        <translation>Die Adresse des Proxys ist ungültig</translation>
    </message>
    <message>
        <source>HTTPS_PROXY or ALL_PROXY in the environment is none that can be read. Nothing was sent; the clip is kept.</source>
        <translation>HTTPS_PROXY oder ALL_PROXY in der Umgebung ist keine lesbare Adresse. Nichts wurde gesendet; der Clip bleibt erhalten.</translation>
    </message>
    <message>
        <source>Correct it, or name another in the setting proxy; it looks like http://proxy.example:3128.</source>
        <translation>Berichtigen oder eine andere in der Einstellung proxy angeben; sie sieht aus wie http://proxy.example:3128.</translation>
    </message>
    <message>
        <source>The proxy does not connect</source>
        <translation>Der Proxy verbindet nicht</translation>
    </message>
    <message>
        <source>It was not found, or does not pass this service on. The clip is kept.</source>
        <translation>Er wurde nicht gefunden oder lässt diesen Dienst nicht durch. Der Clip bleibt erhalten.</translation>
    </message>
    <message>
        <source>Check the setting proxy, or HTTPS_PROXY in the environment, then try again.</source>
        <translation>Einstellung proxy oder Umgebungsvariable HTTPS_PROXY prüfen, dann noch einmal.</translation>
    </message>
    <message>
        <source>That is no web service</source>
        <translation>Das ist kein Webdienst</translation>
    </message>
    <message>
        <source>What answers at its address does not speak http. The clip is kept.</source>
        <translation>Was unter seiner Adresse antwortet, spricht kein http. Der Clip bleibt erhalten.</translation>
    </message>
    <message>
        <source>Check the address of the service and the proxy, then try again.</source>
        <translation>Adresse des Dienstes und Proxy prüfen, dann noch einmal.</translation>
    </message>
    <message>
        <source>A network that wants a log-in first answered in place of the service. It sends to {0}. The clip is kept.</source>
        <translation>Statt des Dienstes hat ein Netz geantwortet, das eine Anmeldung verlangt. Es leitet weiter zu {0}. Der Clip bleibt erhalten.</translation>
    </message>
    <message>
        <source>A network that wants a log-in first answered in place of the service. The clip is kept.</source>
        <translation>Statt des Dienstes hat ein Netz geantwortet, das eine Anmeldung verlangt. Der Clip bleibt erhalten.</translation>
    </message>
    <message>
        <source>A log-in page answers</source>
        <translation>Eine Anmeldeseite antwortet</translation>
    </message>
    <message>
        <source>Open a web page and log in; try again if it does not go on by itself.</source>
        <translation>Eine Webseite öffnen und anmelden; noch einmal, wenn es nicht von selbst weitergeht.</translation>
    </message>
    <message>
        <source>{0} did not answer</source>
        <translation>{0} antwortet nicht</translation>
    </message>
    <message>
        <source>It took too long. Nothing is lost.</source>
        <translation>Es hat zu lange gedauert. Nichts ist verloren.</translation>
    </message>
    <message>
        <source>Try again in a while.</source>
        <translation>Später noch einmal.</translation>
    </message>
    <message>
        <source>{0} has no room</source>
        <translation>{0} hat keinen Platz</translation>
    </message>
    <message>
        <source>Its disk is full. The clip is kept.</source>
        <translation>Die Platte dort ist voll. Der Clip bleibt erhalten.</translation>
    </message>
    <message>
        <source>Make room there, then try again.</source>
        <translation>Dort Platz schaffen, dann noch einmal.</translation>
    </message>
    <message>
        <source>The fault is on its side; the clip is kept.</source>
        <translation>Der Fehler liegt dort; der Clip bleibt erhalten.</translation>
    </message>
    <message>
        <source>{0} is not working now</source>
        <translation>{0} ist gestört</translation>
    </message>
    <message>
        <source>Nothing was sent; the clip is kept.</source>
        <translation>Nichts wurde gesendet; der Clip bleibt erhalten.</translation>
    </message>
    <message>
        <source>No key for AudioVerify</source>
        <translation>Kein Schlüssel für AudioVerify</translation>
    </message>
    <message>
        <source>AudioVerify did not accept the API key. The clip is kept.</source>
        <translation>AudioVerify hat den API-Schlüssel nicht angenommen. Der Clip bleibt erhalten.</translation>
    </message>
    <message>
        <source>Key refused</source>
        <translation>Schlüssel abgelehnt</translation>
    </message>
    <message>
        <source>Enter them in the settings, under Network, or in the address of the environment variable HTTPS_PROXY.</source>
        <translation>In den Einstellungen unter Netz eingeben oder in der Adresse der Umgebungsvariable HTTPS_PROXY.</translation>
    </message>
    <message>
        <source>Enter it in the settings or with “slip key”, or give it in the environment variable SLIPGUI_API_KEY; or use the local service.</source>
        <translation>In den Einstellungen oder mit „slip key“ eingeben oder in der Umgebungsvariable SLIPGUI_API_KEY angeben; oder den Dienst dieses Rechners nutzen.</translation>
    </message>
    <message>
        <source>The keyring of this computer did not open. Nothing was sent; the clip is kept.</source>
        <translation>Der Schlüsselbund dieses Rechners ging nicht auf. Nichts wurde gesendet; der Clip bleibt.</translation>
    </message>
    <message>
        <source>Unlock it, then try again; or enter the key once more.</source>
        <translation>Entsperren und noch einmal versuchen; oder den Schlüssel neu eingeben.</translation>
    </message>
    <message>
        <source>The keyring is locked</source>
        <translation>Der Schlüsselbund ist gesperrt</translation>
    </message>
    <message>
        <source>Enter it in the settings, or give it in the environment variable SLIPGUI_PYANNOTE_KEY.</source>
        <translation>In den Einstellungen eingeben oder in der Umgebungsvariable SLIPGUI_PYANNOTE_KEY angeben.</translation>
    </message>
    <message>
        <source>Voices are made and found by pyannoteAI. Nothing was sent.</source>
        <translation>Stimmen erstellt und findet pyannoteAI. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>No key for pyannoteAI</source>
        <translation>Kein Schlüssel für pyannoteAI</translation>
    </message>
    <message>
        <source>pyannoteAI did not accept the API key.</source>
        <translation>pyannoteAI hat den API-Schlüssel nicht angenommen.</translation>
    </message>
    <message>
        <source>The account is used up</source>
        <translation>Guthaben verbraucht</translation>
    </message>
    <message>
        <source>{0} wants a payment first. The clip is kept.</source>
        <translation>{0} verlangt zuerst eine Zahlung. Der Clip bleibt erhalten.</translation>
    </message>
    <message>
        <source>Settle it in the account pages of the service, then try again.</source>
        <translation>Auf der Kontoseite des Dienstes begleichen, dann noch einmal.</translation>
    </message>
    <message>
        <source>{0} asks to slow down</source>
        <translation>{0} bittet um Pause</translation>
    </message>
    <message>
        <source>Too many requests in a short time.</source>
        <translation>Zu viele Anfragen in kurzer Zeit.</translation>
    </message>
    <message>
        <source>{0} refused this clip</source>
        <translation>{0} hat diesen Clip abgelehnt</translation>
    </message>
    <message>
        <source>It gave no reason.</source>
        <translation>Ein Grund wurde nicht genannt.</translation>
    </message>
    <message>
        <source>Look at the details; the same again ends the same way.</source>
        <translation>Details ansehen; dasselbe noch einmal endet ebenso.</translation>
    </message>
    <message>
        <source>Too large for AudioVerify</source>
        <translation>Zu groß für AudioVerify</translation>
    </message>
    <message>
        <source>Too large for the service on this computer</source>
        <translation>Zu groß für den Dienst auf diesem Rechner</translation>
    </message>
    <message>
        <source>Too large for the storage</source>
        <translation>Zu groß für den Speicher</translation>
    </message>
    <message>
        <source>Too large for the service</source>
        <translation>Zu groß für den Dienst</translation>
    </message>
    <message>
        <source>It refused the upload because of its size.</source>
        <translation>Der Upload wurde wegen seiner Größe abgelehnt.</translation>
    </message>
    <message>
        <source>{0} cannot analyse it</source>
        <translation>{0} kann den Clip nicht auswerten</translation>
    </message>
    <message>
        <source>It found no sound it can work with.</source>
        <translation>Darin war kein brauchbarer Ton zu finden.</translation>
    </message>
    <message>
        <source>Check whether the clip plays with sound.</source>
        <translation>Prüfen, ob der Clip mit Ton läuft.</translation>
    </message>
    <message>
        <source>It answered {0}. Nothing was submitted.</source>
        <translation>Die Antwort war {0}. Nichts wurde eingereicht.</translation>
    </message>
    <message>
        <source>It gave no reason it could be read. Nothing was submitted.</source>
        <translation>Ein lesbarer Grund wurde nicht genannt. Nichts wurde eingereicht.</translation>
    </message>
    <message>
        <source>The storage refused the upload</source>
        <translation>Der Speicher hat den Upload abgelehnt</translation>
    </message>
    <message>
        <source>A proxy that changes headers can be the cause; try again, then report it.</source>
        <translation>Ein Proxy, der Kopfzeilen ändert, kann die Ursache sein; noch einmal, dann melden.</translation>
    </message>
    <message>
        <source>No licence was ordered.</source>
        <translation>Es wurde keine Lizenz bestellt.</translation>
    </message>
    <message>
        <source>It may have up to {0} characters in one line.</source>
        <translation>Er darf bis zu {0} Zeichen in einer Zeile haben.</translation>
    </message>
    <message>
        <source>This name of a project cannot be used</source>
        <translation>Dieser Projektname ist nicht verwendbar</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Who gets the licence must be named</source>
        <translation>Es fehlt, wer die Lizenz bekommt</translation>
    </message>
    <message>
        <source>Give an identifier of up to 255 plain letters, digits and signs, as your own system knows it.</source>
        <translation>Eine Kennung aus bis zu 255 einfachen Buchstaben, Ziffern und Zeichen angeben, wie sie das eigene System kennt.</translation>
    </message>
    <message>
        <source>{0} canceled the job</source>
        <translation>{0} hat den Auftrag abgebrochen</translation>
    </message>
    <message>
        <source>{0} could not analyse it</source>
        <translation>{0} konnte den Clip nicht auswerten</translation>
    </message>
    <message>
        <source>Check whether the clip plays with sound, then try again.</source>
        <translation>Prüfen, ob der Clip mit Ton läuft, dann noch einmal.</translation>
    </message>
    <message>
        <source>No answer within {0} minutes. The job may still end on its side.</source>
        <translation>Keine Antwort binnen {0} Minuten. Der Auftrag kann dort noch enden.</translation>
    </message>
    <message>
        <source>The answer did not come</source>
        <translation>Das Ergebnis kam nicht</translation>
    </message>
    <message>
        <source>Offline mode is on</source>
        <translation>Der Offline-Modus ist an</translation>
    </message>
    <message>
        <source>Nothing leaves this computer. The clip is kept.</source>
        <translation>Nichts verlässt diesen Rechner. Der Clip bleibt.</translation>
    </message>
    <message>
        <source>Switch it off in the settings, under Network; or ask this computer.</source>
        <translation>In den Einstellungen unter Netz ausschalten; oder diesen Rechner fragen.</translation>
    </message>
    <message>
        <source>AudioVerify does not know this track</source>
        <translation>AudioVerify kennt diesen Titel nicht</translation>
    </message>
    <message>
        <source>Its catalogue has no such track, or not any more.</source>
        <translation>In seinem Katalog gibt es diesen Titel nicht oder nicht mehr.</translation>
    </message>
    <message>
        <source>Recognise the clip again, or ask AudioVerify for it.</source>
        <translation>Den Clip noch einmal erkennen oder bei AudioVerify nachfragen.</translation>
    </message>
    <message>
        <source>This account is not here any more</source>
        <translation>Dieses Konto gibt es hier nicht mehr</translation>
    </message>
    <message>
        <source>It was sent with an account that was removed from the settings. Nothing of it is lost here.</source>
        <translation>Gesendet wurde mit einem Konto, das aus den Einstellungen entfernt ist. Hier ist nichts davon verloren.</translation>
    </message>
    <message>
        <source>Ask another account: “Ask with” in the menu of the clip.</source>
        <translation>Ein anderes Konto fragen: „Fragen mit“ im Menü des Clips.</translation>
    </message>
    <message>
        <source>Maybe a licence was issued</source>
        <translation>Vielleicht wurde eine Lizenz ausgestellt</translation>
    </message>
    <message>
        <source>The answer to the order was lost; a licence may exist and count already.</source>
        <translation>Die Antwort auf die Bestellung ging verloren; eine Lizenz kann schon bestehen und zählen.</translation>
    </message>
    <message>
        <source>Look into the account at AudioVerify before another one is ordered.</source>
        <translation>Vor einer weiteren Bestellung im Konto bei AudioVerify nachsehen.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Noch einmal.</translation>
    </message>
    <message>
        <source>The answer has expired</source>
        <translation>Das Ergebnis ist abgelaufen</translation>
    </message>
    <message>
        <source>Results are kept about a day.</source>
        <translation>Ergebnisse werden etwa einen Tag aufbewahrt.</translation>
    </message>
    <message>
        <source>Submit the clip again.</source>
        <translation>Den Clip erneut einreichen.</translation>
    </message>
    <message>
        <source>it cannot be used</source>
        <translation>sie ist nicht brauchbar</translation>
    </message>
    <message>
        <source>The setting {0} cannot be used</source>
        <translation>Die Einstellung {0} ist ungültig</translation>
    </message>
    <message>
        <source>“{0}”: {1}.</source>
        <translation>„{0}“: {1}.</translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation>Berichtigen, dann noch einmal.</translation>
    </message>
    <message>
        <source>The catalogue was made by a newer Slipgui</source>
        <translation>Der Katalog stammt von einem neueren Slipgui</translation>
    </message>
    <message>
        <source>It was left as it is. Your music files are untouched.</source>
        <translation>Er bleibt, wie er ist. Die Musikdateien sind unversehrt.</translation>
    </message>
    <message>
        <source>Install the newer Slipgui again.</source>
        <translation>Das neuere Slipgui wieder installieren.</translation>
    </message>
    <message>
        <source>The catalogue cannot be used</source>
        <translation>Der Katalog ist nicht benutzbar</translation>
    </message>
    <message>
        <source>See that its folder can be written and its disk has room, then try again.</source>
        <translation>Dafür sorgen, dass sein Ordner beschreibbar ist und der Datenträger Platz hat, dann noch einmal.</translation>
    </message>
    <message>
        <source>The catalogue needs repair</source>
        <translation>Der Katalog ist beschädigt</translation>
    </message>
    <message>
        <source>Your music files are untouched.</source>
        <translation>Die Musikdateien sind unversehrt.</translation>
    </message>
    <message>
        <source>What was to be removed may be in it.</source>
        <translation>Was entfernt werden sollte, kann darin liegen.</translation>
    </message>
    <message>
        <source>Unlock it, then remove it again.</source>
        <translation>Bitte entsperren und dann erneut entfernen.</translation>
    </message>
    <message>
        <source>Run “slip catalogue check”.</source>
        <translation>„slip catalogue check“ ausführen.</translation>
    </message>
    <message>
        <source>It cannot be read or written: {0}.</source>
        <translation>Er ist nicht zu lesen oder zu schreiben: {0}.</translation>
    </message>
    <message>
        <source>It has become too large to be searched as one.</source>
        <translation>Er ist zu groß geworden, um am Stück durchsucht zu werden.</translation>
    </message>
    <message>
        <source>Move the folder of the catalogue away, then add the music again.</source>
        <translation>Den Ordner des Katalogs beiseitelegen, dann die Musik erneut hinzufügen.</translation>
    </message>
    <message>
        <source>It was made by another version of Slipgui.</source>
        <translation>Er stammt von einer anderen Version von Slipgui.</translation>
    </message>
    <message>
        <source>A part of it is damaged.</source>
        <translation>Ein Teil davon ist beschädigt.</translation>
    </message>
    <message>
        <source>Queue and history are not available</source>
        <translation>Warteschlange und Verlauf sind nicht verfügbar</translation>
    </message>
    <message>
        <source>The file that keeps them cannot be written: {0}. Nothing was sent.</source>
        <translation>Ihre Datei lässt sich nicht schreiben: {0}. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>This build cannot look for newer releases</source>
        <translation>Dieses Programm kann nicht nach neuen Versionen sehen</translation>
    </message>
    <message>
        <source>It holds no key to check their signature with. Nothing was asked.</source>
        <translation>Es enthält keinen Schlüssel, um ihre Unterschrift zu prüfen. Niemand wurde gefragt.</translation>
    </message>
    <message>
        <source>Look where you got Slipgui from.</source>
        <translation>Dort nachsehen, wo Slipgui herkam.</translation>
    </message>
    <message>
        <source>Version {0} is announced, although {1} was before.</source>
        <translation>Version {0} ist angekündigt, obwohl es zuvor schon {1} war.</translation>
    </message>
    <message>
        <source>What is signed is no announcement of a release.</source>
        <translation>Was unterschrieben ist, kündigt keine Version an.</translation>
    </message>
    <message>
        <source>Its signature is not by the makers of Slipgui.</source>
        <translation>Sie ist nicht von den Machern von Slipgui unterschrieben.</translation>
    </message>
    <message>
        <source>The announcement of a release is not to be believed</source>
        <translation>Der Ankündigung einer neuen Version ist nicht zu trauen</translation>
    </message>
    <message>
        <source>Install nothing that is offered there. It is looked for again tomorrow.</source>
        <translation>Nichts installieren, was dort angeboten wird. Morgen wird wieder nachgesehen.</translation>
    </message>
    <message>
        <source>No room for queue and history</source>
        <translation>Kein Platz für Warteschlange und Verlauf</translation>
    </message>
    <message>
        <source>It cannot listen at {0}, port {1}: {2}.</source>
        <translation>Auf {0}, Port {1}, ist keine Verbindung möglich: {2}.</translation>
    </message>
    <message>
        <source>The recognition program of this computer did not start or stopped.</source>
        <translation>Das Erkennungsprogramm dieses Rechners ist nicht gestartet oder hat geendet.</translation>
    </message>
    <message>
        <source>See that its folder can be written and that no other copy blocks it, or choose another folder with --home.</source>
        <translation>Prüfen, ob der Ordner beschreibbar ist und keine andere Kopie ihn sperrt, oder mit --home einen anderen wählen.</translation>
    </message>
    <message>
        <source>The disk that keeps them is full. What they hold is safe.</source>
        <translation>Die Platte, auf der sie liegen, ist voll. Was darin steht, ist sicher.</translation>
    </message>
    <message>
        <source>Make room. An open window then goes on by itself, also with what was added meanwhile; commands are given again.</source>
        <translation>Platz schaffen. Ein offenes Fenster macht dann von selbst weiter, auch mit dem, was inzwischen hinzukam; Befehle sind erneut zu geben.</translation>
    </message>
    <message>
        <source>The recognition program of this computer cannot be started: {0}.</source>
        <translation>Das Erkennungsprogramm dieses Rechners lässt sich nicht starten: {0}.</translation>
    </message>
    <message>
        <source>This computer cannot recognise now</source>
        <translation>Dieser Rechner kann gerade nicht erkennen</translation>
    </message>
    <message>
        <source>Try again; “slip doctor” tells what is wrong.</source>
        <translation>Noch einmal; „slip doctor“ sagt, was nicht stimmt.</translation>
    </message>
    <message>
        <source>Something went wrong in Slipgui</source>
        <translation>Fehler in Slipgui</translation>
    </message>
    <message>
        <source>The clip is kept; what happened stands in the log.</source>
        <translation>Der Clip bleibt erhalten; was geschah, steht im Protokoll.</translation>
    </message>
    <message>
        <source>This format is not known</source>
        <translation>Dieses Format ist unbekannt</translation>
    </message>
    <message>
        <source>Slipgui found no sound it can decode. Nothing was sent.</source>
        <translation>Slipgui fand keinen Ton, den es decodieren kann. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Export it in another format.</source>
        <translation>In einem anderen Format exportieren.</translation>
    </message>
    <message>
        <source>This file crashes the decoder</source>
        <translation>Diese Datei bringt den Decoder zum Absturz</translation>
    </message>
    <message>
        <source>The process that read it died or came to no end; the other files are not affected.</source>
        <translation>Der Prozess, der sie las, ist abgestürzt oder kam zu keinem Ende; die anderen Dateien sind nicht betroffen.</translation>
    </message>
    <message>
        <source>Convert it with another program, then take the new file.</source>
        <translation>Mit einem anderen Programm umwandeln, dann die neue Datei nehmen.</translation>
    </message>
    <message>
        <source>This clip is protected or damaged</source>
        <translation>Dieser Clip ist geschützt oder beschädigt</translation>
    </message>
    <message>
        <source>Its sound cannot be decoded. Nothing was sent.</source>
        <translation>Sein Ton lässt sich nicht decodieren. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Use a copy without protection.</source>
        <translation>Eine Kopie ohne Schutz nehmen.</translation>
    </message>
    <message>
        <source>This clip has no sound</source>
        <translation>Dieser Clip hat keinen Ton</translation>
    </message>
    <message>
        <source>It was checked here; nothing was sent.</source>
        <translation>Das wurde hier geprüft; nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Choose a version with sound.</source>
        <translation>Eine Fassung mit Ton auswählen.</translation>
    </message>
    <message>
        <source>The file changed while it was read</source>
        <translation>Die Datei hat sich beim Lesen geändert</translation>
    </message>
    <message>
        <source>Somebody is still writing to it; nothing was submitted.</source>
        <translation>Es wird noch daran geschrieben; nichts wurde eingereicht.</translation>
    </message>
    <message>
        <source>Try again when it rests.</source>
        <translation>Noch einmal, wenn sie ruht.</translation>
    </message>
    <message>
        <source>The file is not there any more</source>
        <translation>Die Datei ist nicht mehr da</translation>
    </message>
    <message>
        <source>The file cannot be read any more</source>
        <translation>Die Datei lässt sich nicht mehr lesen</translation>
    </message>
    <message>
        <source>Another program locks it, or its rights changed; nothing was submitted.</source>
        <translation>Ein anderes Programm sperrt sie, oder ihre Rechte haben sich geändert; nichts wurde eingereicht.</translation>
    </message>
    <message>
        <source>Close it there, then try again.</source>
        <translation>Dort schließen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>It vanished while it was read or sent; nothing was submitted.</source>
        <translation>Sie verschwand beim Lesen oder Senden; nichts wurde eingereicht.</translation>
    </message>
    <message>
        <source>Connect its volume, then try again.</source>
        <translation>Laufwerk verbinden, dann noch einmal.</translation>
    </message>
    <message>
        <source>There is no sound track {0}</source>
        <translation>Es gibt keine Tonspur {0}</translation>
    </message>
    <message>
        <source>The clip has {0}. Nothing was sent.</source>
        <translation>Der Clip hat {0}. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Choose another sound track.</source>
        <translation>Eine andere Tonspur wählen.</translation>
    </message>
    <message>
        <source>This part has no sound</source>
        <translation>Dieser Teil hat keinen Ton</translation>
    </message>
    <message>
        <source>The clip ends before it, or its sound begins later. Nothing was sent.</source>
        <translation>Der Clip endet vorher, oder sein Ton beginnt später. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Choose a part inside the clip, or ask about all of it.</source>
        <translation>Einen Teil innerhalb des Clips wählen oder nach dem ganzen fragen.</translation>
    </message>
    <message>
        <source>The sound could not be taken out</source>
        <translation>Der Ton ließ sich nicht herauslösen</translation>
    </message>
    <message>
        <source>The clip is untouched and nothing was sent.</source>
        <translation>Der Clip ist unverändert, und nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Try again, or send the whole file.</source>
        <translation>Noch einmal, oder die ganze Datei senden.</translation>
    </message>
    <message>
        <source>The connection broke</source>
        <translation>Die Verbindung ist abgerissen</translation>
    </message>
    <message>
        <source>The clip is kept; nothing is lost.</source>
        <translation>Der Clip bleibt erhalten; nichts ist verloren.</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>Keine Verbindung</translation>
    </message>
    <message>
        <source>The service cannot be reached. The clip is kept.</source>
        <translation>Der Dienst ist nicht zu erreichen. Der Clip bleibt erhalten.</translation>
    </message>
    <message>
        <source>The name {0} is not found. The clip is kept.</source>
        <translation>Der Name {0} wird nicht gefunden. Der Clip bleibt erhalten.</translation>
    </message>
    <message>
        <source>{0} takes no connections at this address. The clip is kept.</source>
        <translation>{0} nimmt unter dieser Adresse keine Verbindung an. Der Clip bleibt erhalten.</translation>
    </message>
    <message>
        <source>{0} does not answer. The clip is kept.</source>
        <translation>{0} antwortet nicht. Der Clip bleibt erhalten.</translation>
    </message>
    <message>
        <source>Check the network, then try again.</source>
        <translation>Netz prüfen, dann noch einmal.</translation>
    </message>
    <message>
        <source>The upload link ran out</source>
        <translation>Der Upload-Link ist abgelaufen</translation>
    </message>
    <message>
        <source>The line is slow for a file of this size. Nothing was submitted.</source>
        <translation>Die Leitung ist für eine Datei dieser Größe langsam. Nichts wurde eingereicht.</translation>
    </message>
    <message>
        <source>Send only the sound, or try again.</source>
        <translation>Nur den Ton senden, oder noch einmal.</translation>
    </message>
    <message>
        <source>An answer nobody can read</source>
        <translation>Unlesbare Antwort</translation>
    </message>
    <message>
        <source>A log-in page or proxy may have answered instead.</source>
        <translation>Vielleicht hat stattdessen eine Anmeldeseite oder ein Proxy geantwortet.</translation>
    </message>
    <message>
        <source>Maybe submitted twice</source>
        <translation>Vielleicht doppelt eingereicht</translation>
    </message>
    <message>
        <source>The answer to the submission was lost; a job may exist already.</source>
        <translation>Die Antwort auf das Einreichen ging verloren; vielleicht gibt es schon einen Auftrag.</translation>
    </message>
    <message>
        <source>Submit again if you do not mind a second job.</source>
        <translation>Erneut einreichen, wenn ein zweiter Auftrag nicht stört.</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>must be a number</source>
        <translation>muss eine Zahl sein</translation>
    </message>
    <message>
        <source>must lie between {low} and {high}</source>
        <translation>muss zwischen {low} und {high} liegen</translation>
    </message>
    <message>
        <source>must be a whole number of bytes</source>
        <translation>muss eine ganze Zahl in Byte sein</translation>
    </message>
    <message>
        <source>must be system, light or dark</source>
        <translation>muss system, light oder dark sein</translation>
    </message>
    <message>
        <source>must be system, en or de</source>
        <translation>muss system, en oder de sein</translation>
    </message>
    <message>
        <source>must be an https address without user name and query</source>
        <translation>muss eine https-Adresse ohne Benutzername und Abfrage sein</translation>
    </message>
    <message>
        <source>there is no such account; there are: {names}</source>
        <translation>so ein Konto gibt es nicht; es gibt: {names}</translation>
    </message>
    <message>
        <source>must be a list of accounts, at least one</source>
        <translation>muss eine Liste von Konten sein, mindestens eines</translation>
    </message>
    <message>
        <source>each account must have a name of its own</source>
        <translation>jedes Konto braucht einen eigenen Namen</translation>
    </message>
    <message>
        <source>an account must have a name of up to {limit} characters</source>
        <translation>ein Konto braucht einen Namen von höchstens {limit} Zeichen</translation>
    </message>
    <message>
        <source>must have a port between 1 and 65535</source>
        <translation>muss einen Port von 1 bis 65535 haben</translation>
    </message>
    <message>
        <source>must be https: the key would travel in the clear</source>
        <translation>muss https sein: Der Schlüssel ginge unverschlüsselt über die Leitung</translation>
    </message>
    <message>
        <source>must look like https://nas.example:9000</source>
        <translation>muss aussehen wie https://nas.example:9000</translation>
    </message>
    <message>
        <source>must be a port between 1 and 65535</source>
        <translation>muss ein Port zwischen 1 und 65535 sein</translation>
    </message>
    <message>
        <source>must look like http://proxy.example:3128</source>
        <translation>muss aussehen wie http://proxy.example:3128</translation>
    </message>
    <message>
        <source>must be without user name and password, which belong into the system keyring</source>
        <translation>muss ohne Benutzername und Passwort sein; diese gehören in den Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>must be true or false</source>
        <translation>muss true oder false sein</translation>
    </message>
    <message>
        <source>must be a list of absolute paths</source>
        <translation>muss eine Liste vollständiger Pfade sein</translation>
    </message>
    <message>
        <source>must be a list of rules</source>
        <translation>muss eine Liste von Regeln sein</translation>
    </message>
    <message>
        <source>“{rule}” is none of: label: NAME, artist: NAME, isrc: PREFIX</source>
        <translation>„{rule}“ ist nichts von: label: NAME, artist: NAME, isrc: ANFANG</translation>
    </message>
    <message>
        <source>must be one of {choices}</source>
        <translation>muss eines davon sein: {choices}</translation>
    </message>
    <message>
        <source>No audio stream found.</source>
        <translation>Keine Tonspur gefunden.</translation>
    </message>
    <message>
        <source>The sound of the file could not be decoded.</source>
        <translation>Der Ton der Datei ließ sich nicht decodieren.</translation>
    </message>
    <message>
        <source>The disk has no room for what must be kept meanwhile.</source>
        <translation>Auf der Platte ist kein Platz für das, was zwischendurch gebraucht wird.</translation>
    </message>
    <message>
        <source>The file could not be analysed.</source>
        <translation>Die Datei ließ sich nicht auswerten.</translation>
    </message>
    <message>
        <source>it is blank</source>
        <translation>ist leer</translation>
    </message>
    <message>
        <source>it has a line break</source>
        <translation>enthält einen Zeilenumbruch</translation>
    </message>
    <message>
        <source>it has characters outside ASCII</source>
        <translation>enthält Zeichen außerhalb von ASCII</translation>
    </message>
    <message>
        <source>it has characters that no key has</source>
        <translation>enthält Zeichen, die kein Schlüssel hat</translation>
    </message>
    <message>
        <source>it holds no certificates</source>
        <translation>enthält keine Zertifikate</translation>
    </message>
    <message>
        <source>Choose another label.</source>
        <translation>Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>The label is blank</source>
        <translation>Der Name ist leer</translation>
    </message>
    <message>
        <source>The label has signs that cannot be seen</source>
        <translation>Der Name enthält unsichtbare Zeichen</translation>
    </message>
    <message>
        <source>The label is too long</source>
        <translation>Der Name ist zu lang</translation>
    </message>
    <message>
        <source>It has {0} characters; {1} are allowed. Nothing was sent.</source>
        <translation>Er hat {0} Zeichen, erlaubt sind {1}. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>This label is pyannoteAI&apos;s own</source>
        <translation>Diesen Namen vergibt pyannoteAI selbst</translation>
    </message>
    <message>
        <source>What begins with SPEAKER_ is a speaker it does not know. Nothing was sent.</source>
        <translation>Mit SPEAKER_ beginnen dort unbekannte Sprecher. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>There is a voice “{0}” already</source>
        <translation>Die Stimme „{0}“ gibt es schon</translation>
    </message>
    <message>
        <source>Choose another label, or rename or remove that voice.</source>
        <translation>Einen anderen Namen wählen oder jene Stimme umbenennen oder löschen.</translation>
    </message>
    <message>
        <source>The voiceprint of “{0}” is too long</source>
        <translation>Der Stimmabdruck von „{0}“ ist zu lang</translation>
    </message>
    <message>
        <source>pyannoteAI takes up to 20,000 characters. Nothing was sent.</source>
        <translation>pyannoteAI nimmt höchstens 20.000 Zeichen. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Make this voice anew.</source>
        <translation>Diese Stimme neu erstellen.</translation>
    </message>
    <message>
        <source>There are no voices yet</source>
        <translation>Noch keine Stimmen</translation>
    </message>
    <message>
        <source>Nobody can be recognised. Nothing was sent.</source>
        <translation>Niemand kann erkannt werden. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Make a voiceprint of up to 30 s of speech first: slip voiceprint FILE --label NAME.</source>
        <translation>Zuerst aus bis zu 30 s Sprache einen Stimmabdruck erstellen: slip voiceprint DATEI --label NAME.</translation>
    </message>
    <message>
        <source>Too many voices at once</source>
        <translation>Zu viele Stimmen auf einmal</translation>
    </message>
    <message>
        <source>{0} were chosen; {1} can be looked for. Nothing was sent.</source>
        <translation>{0} sind gewählt, nach {1} kann gesucht werden. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Choose those who may speak with --voice.</source>
        <translation>Mit --voice wählen, wer sprechen könnte.</translation>
    </message>
    <message>
        <source>There is no voice “{0}”</source>
        <translation>Es gibt keine Stimme „{0}“</translation>
    </message>
    <message>
        <source>“slip voices list” tells which there are.</source>
        <translation>„slip voices list“ zeigt, welche es gibt.</translation>
    </message>
    <message>
        <source>Several voices begin with “{0}”</source>
        <translation>Mehrere Stimmen beginnen mit „{0}“</translation>
    </message>
    <message>
        <source>This stretch is not in the clip</source>
        <translation>Dieser Ausschnitt liegt nicht im Clip</translation>
    </message>
    <message>
        <source>The clip is {0} s long. Nothing was sent.</source>
        <translation>Der Clip ist {0} s lang. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Choose another beginning and end.</source>
        <translation>Anfang und Ende anders wählen.</translation>
    </message>
    <message>
        <source>The clip has {0} sound tracks</source>
        <translation>Der Clip hat {0} Tonspuren</translation>
    </message>
    <message>
        <source>A voiceprint needs one voice alone. Nothing was sent.</source>
        <translation>Ein Stimmabdruck braucht eine einzelne Stimme. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Choose the track of the voice with --track.</source>
        <translation>Die Spur der Stimme mit --track wählen.</translation>
    </message>
    <message>
        <source>The clip has no sound track {0}</source>
        <translation>Der Clip hat keine Tonspur {0}</translation>
    </message>
    <message>
        <source>It has {0}. Nothing was sent.</source>
        <translation>Er hat {0}. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>A match is sure from 0 to 100</source>
        <translation>Ein Treffer ist 0 bis 100 sicher</translation>
    </message>
    <message>
        <source>Choose how sure it must be within that.</source>
        <translation>In diesen Grenzen wählen, wie sicher er sein muss.</translation>
    </message>
    <message>
        <source>At least one person must speak</source>
        <translation>Mindestens eine Person muss sprechen</translation>
    </message>
    <message>
        <source>Leave the number of speakers out where it is not known.</source>
        <translation>Die Zahl der Sprechenden weglassen, wenn sie nicht bekannt ist.</translation>
    </message>
    <message>
        <source>At least {0} speakers cannot be at most {1}</source>
        <translation>Mindestens {0} Sprechende können nicht höchstens {1} sein</translation>
    </message>
    <message>
        <source>This voice cannot be used</source>
        <translation>Diese Stimme ist nicht verwendbar</translation>
    </message>
    <message>
        <source>Look at the details, then make the voice anew.</source>
        <translation>Die Einzelheiten ansehen, dann die Stimme neu erstellen.</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Choose up to 30 s of it with --from and --to; then only that is sent.</source>
        <translation>Mit --from und --to bis zu 30 s davon wählen; nur das wird dann gesendet.</translation>
    </message>
    <message>
        <source>Cut it into parts.</source>
        <translation>In Teile schneiden.</translation>
    </message>
    <message>
        <source>Too long for a voiceprint</source>
        <translation>Zu lang für einen Stimmabdruck</translation>
    </message>
    <message>
        <source>Too long to be heard</source>
        <translation>Zu lang zum Anhören</translation>
    </message>
    <message>
        <source>{0} s are over the limit of {1} s. Nothing was sent.</source>
        <translation>{0} s überschreiten die Grenze von {1} s. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>{0} bytes are over the limit of {1} bytes. Nothing was sent.</source>
        <translation>{0} Bytes überschreiten die Grenze von {1} Bytes. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Too large for a voiceprint</source>
        <translation>Zu groß für einen Stimmabdruck</translation>
    </message>
    <message>
        <source>The voices are locked</source>
        <translation>Die Stimmen sind verschlossen</translation>
    </message>
    <message>
        <source>Their key lies in the system keyring, which is locked. Nothing is lost.</source>
        <translation>Ihr Schlüssel liegt im gesperrten Schlüsselbund. Nichts ist verloren.</translation>
    </message>
    <message>
        <source>Unlock the keyring, then try again.</source>
        <translation>Den Schlüsselbund entsperren, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>A voiceprint is damaged</source>
        <translation>Ein Stimmabdruck ist beschädigt</translation>
    </message>
    <message>
        <source>It does not open with its key. The other voices are untouched.</source>
        <translation>Er lässt sich mit seinem Schlüssel nicht öffnen. Die anderen Stimmen sind unversehrt.</translation>
    </message>
    <message>
        <source>Remove this voice and make it anew.</source>
        <translation>Diese Stimme löschen und neu erstellen.</translation>
    </message>
    <message>
        <source>The key they were kept with is not in the system keyring any more.</source>
        <translation>Der Schlüssel, mit dem sie abgelegt sind, liegt nicht mehr im Schlüsselbund.</translation>
    </message>
    <message>
        <source>Use the keyring they were made with, or give their key in SLIPGUI_VOICES_KEY; without it they must be made anew.</source>
        <translation>Den Schlüsselbund von damals verwenden oder den Schlüssel in SLIPGUI_VOICES_KEY angeben; ohne ihn sind sie neu zu erstellen.</translation>
    </message>
    <message>
        <source>These are no voices</source>
        <translation>Das sind keine Stimmen</translation>
    </message>
    <message>
        <source>The file was not written by “slip voices export”, or is damaged. No voice was taken.</source>
        <translation>Die Datei stammt nicht von „slip voices export“ oder ist beschädigt. Keine Stimme wurde übernommen.</translation>
    </message>
    <message>
        <source>Export the voices again.</source>
        <translation>Die Stimmen noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The file of the voices cannot be used</source>
        <translation>Die Datei der Stimmen ist nicht verwendbar</translation>
    </message>
    <message>
        <source>Nothing was submitted.</source>
        <translation>Nichts wurde eingereicht.</translation>
    </message>
    <message>
        <source>Give the direct link to the file, or download it and use the file.</source>
        <translation>Den direkten Link zur Datei angeben oder sie herunterladen und die Datei verwenden.</translation>
    </message>
    <message>
        <source>Sign in to AWS, or name a profile under Settings ▸ Buckets or in AWS_PROFILE; “aws s3 ls” must show the bucket.</source>
        <translation>Bei AWS anmelden oder ein Profil nennen, unter Einstellungen ▸ Buckets oder in AWS_PROFILE; „aws s3 ls“ muss den Bucket zeigen.</translation>
    </message>
    <message>
        <source>A web page is there, perhaps to log in or to confirm.</source>
        <translation>Dort liegt eine Webseite, vielleicht zum Anmelden oder Bestätigen.</translation>
    </message>
    <message>
        <source>What is there calls itself {0}.</source>
        <translation>Was dort liegt, nennt sich {0}.</translation>
    </message>
    <message>
        <source>The server answered {0}.</source>
        <translation>Der Server antwortete {0}.</translation>
    </message>
    <message>
        <source>Another file lies there since it was begun with.</source>
        <translation>Dort liegt inzwischen eine andere Datei.</translation>
    </message>
    <message>
        <source>Try again: it is fetched from its beginning.</source>
        <translation>Versuchen Sie es noch einmal: sie wird von vorn geholt.</translation>
    </message>
    <message>
        <source>The file there is empty.</source>
        <translation>Die Datei dort ist leer.</translation>
    </message>
    <message>
        <source>It sends from one place to the next without an end.</source>
        <translation>Sie leitet ohne Ende weiter.</translation>
    </message>
    <message>
        <source>The server does not tell how large it is.</source>
        <translation>Der Server nennt die Größe nicht.</translation>
    </message>
    <message>
        <source>The file does not tell how long it is.</source>
        <translation>Die Datei nennt ihre Länge nicht.</translation>
    </message>
    <message>
        <source>{0} is over the limit of {1}.</source>
        <translation>{0} überschreiten die Grenze von {1}.</translation>
    </message>
    <message>
        <source>Download it and choose up to 30 s of it with --from and --to.</source>
        <translation>Herunterladen und mit --from und --to bis zu 30 s davon wählen.</translation>
    </message>
    <message>
        <source>It does not begin with https.</source>
        <translation>Sie beginnt nicht mit https.</translation>
    </message>
    <message>
        <source>Only computers of your own network can reach it.</source>
        <translation>Nur Rechner im eigenen Netz erreichen sie.</translation>
    </message>
    <message>
        <source>It holds a user name, which would be given away.</source>
        <translation>Sie enthält einen Benutzernamen, der preisgegeben würde.</translation>
    </message>
    <message>
        <source>It names no object of a bucket.</source>
        <translation>Sie nennt kein Objekt eines Buckets.</translation>
    </message>
    <message>
        <source>It must look like s3://bucket/folder/file.wav.</source>
        <translation>Sie muss aussehen wie s3://bucket/ordner/datei.wav.</translation>
    </message>
    <message>
        <source>The library that reaches buckets (boto3) is not installed.</source>
        <translation>Die Bibliothek für Buckets (boto3) ist nicht installiert.</translation>
    </message>
    <message>
        <source>Install it with “pip install &apos;slipgui[s3]&apos;”.</source>
        <translation>Sie kommt mit „pip install &apos;slipgui[s3]&apos;“.</translation>
    </message>
    <message>
        <source>There are no AWS credentials that can be used.</source>
        <translation>Es gibt keine brauchbaren AWS-Zugangsdaten.</translation>
    </message>
    <message>
        <source>Your AWS credentials may not read this object.</source>
        <translation>Die AWS-Zugangsdaten dürfen dieses Objekt nicht lesen.</translation>
    </message>
    <message>
        <source>There is no such object in the bucket.</source>
        <translation>Dieses Objekt gibt es im Bucket nicht.</translation>
    </message>
    <message>
        <source>Check the name; capitals count.</source>
        <translation>Den Namen prüfen; Großschreibung zählt.</translation>
    </message>
    <message>
        <source>It cannot be understood.</source>
        <translation>Sie ist nicht lesbar.</translation>
    </message>
    <message>
        <source>This address cannot be used</source>
        <translation>Diese Adresse ist nicht verwendbar</translation>
    </message>
    <message>
        <source>No webhook comes in</source>
        <translation>Kein Webhook kommt an</translation>
    </message>
    <message>
        <source>pyannoteAI is asked every few seconds instead.</source>
        <translation>Stattdessen wird pyannoteAI alle paar Sekunden gefragt.</translation>
    </message>
    <message>
        <source>See that the public address forwards to this computer, unchanged and with its headers.</source>
        <translation>Bitte sehen, dass die öffentliche Adresse unverändert und mit ihren Kopfzeilen an diesen Rechner weiterleitet.</translation>
    </message>
    <message>
        <source>No address for webhooks is known.</source>
        <translation>Es ist keine Adresse für Webhooks bekannt.</translation>
    </message>
    <message>
        <source>Enter it in the settings.</source>
        <translation>In den Einstellungen eintragen.</translation>
    </message>
    <message>
        <source>The team&apos;s secret is not known; without it a forged delivery could not be told.</source>
        <translation>Das Geheimnis des Teams ist nicht bekannt; ohne es wäre eine gefälschte Zustellung nicht zu erkennen.</translation>
    </message>
    <message>
        <source>Enter it in the settings or with “slip key set --webhook”, or give it in {0}.</source>
        <translation>In den Einstellungen oder mit „slip key set --webhook“ eintragen, oder in {0} angeben.</translation>
    </message>
    <message>
        <source>Port {0} of this computer is taken or not allowed.</source>
        <translation>Port {0} dieses Rechners ist belegt oder nicht erlaubt.</translation>
    </message>
    <message>
        <source>Choose another one in the settings, or end the program that has it.</source>
        <translation>In den Einstellungen einen anderen wählen oder das Programm beenden, das ihn hat.</translation>
    </message>
    <message>
        <source>The public address answered a delivery with HTTP {0}.</source>
        <translation>Die öffentliche Adresse hat eine Zustellung mit HTTP {0} beantwortet.</translation>
    </message>
    <message>
        <source>The public address took a delivery that did not come in here.</source>
        <translation>Die öffentliche Adresse hat eine Zustellung angenommen, die hier nicht ankam.</translation>
    </message>
    <message>
        <source>it is no file of settings</source>
        <translation>es ist keine Datei mit Einstellungen</translation>
    </message>
    <message>
        <source>This file cannot be used</source>
        <translation>Diese Datei ist nicht verwendbar</translation>
    </message>
    <message>
        <source>the clip has no constant frame rate, which these markers need: choose .otio, or say a rate to “slip cues” (--frame-rate)</source>
        <translation>der Clip hat keine feste Bildrate, die diese Marker brauchen: .otio wählen oder „slip cues“ eine Bildrate nennen (--frame-rate)</translation>
    </message>
    <message>
        <source>none of its media was found ({names}); choose their folder (--media)</source>
        <translation>keines ihrer Medien wurde gefunden ({names}); ihren Ordner wählen (--media)</translation>
    </message>
    <message>
        <source>nothing sounds on it at its own speed</source>
        <translation>nichts klingt darauf in eigener Geschwindigkeit</translation>
    </message>
    <message>
        <source>such timelines are read with the extra “nle”: pip install &apos;slipgui[nle]&apos;</source>
        <translation>solche Zeitleisten werden mit dem Zusatz „nle“ gelesen: pip install &apos;slipgui[nle]&apos;</translation>
    </message>
    <message>
        <source>it cannot be read as a timeline: {rule}</source>
        <translation>als Zeitleiste ist sie nicht zu lesen: {rule}</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>Recognition of {0}</source>
        <translation>Erkennung von {0}</translation>
    </message>
    <message>
        <source>Evidence of one recognition</source>
        <translation>Nachweis einer Erkennung</translation>
    </message>
    <message>
        <source>Answer of the service</source>
        <translation>Antwort des Dienstes</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>Clip</translation>
    </message>
    <message>
        <source>Size in bytes</source>
        <translation>Größe in Byte</translation>
    </message>
    <message>
        <source>Hash of the file</source>
        <translation>Prüfsumme der Datei</translation>
    </message>
    <message>
        <source>Hash of the sound</source>
        <translation>Prüfsumme des Tons</translation>
    </message>
    <message>
        <source>method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Added at</source>
        <translation>Hinzugefügt am</translation>
    </message>
    <message>
        <source>Recognised at</source>
        <translation>Erkannt am</translation>
    </message>
    <message>
        <source>Part that was asked about</source>
        <translation>Stelle, nach der gefragt wurde</translation>
    </message>
    <message>
        <source>from second</source>
        <translation>ab Sekunde</translation>
    </message>
    <message>
        <source>to second</source>
        <translation>bis Sekunde</translation>
    </message>
    <message>
        <source>Sound track that was asked about</source>
        <translation>Tonspur, nach der gefragt wurde</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Address of the service</source>
        <translation>Adresse des Dienstes</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Confirmed by</source>
        <translation>Bestätigt von</translation>
    </message>
    <message>
        <source>Maybe submitted twice</source>
        <translation>Vielleicht doppelt eingereicht</translation>
    </message>
    <message>
        <source>Answered from the history of</source>
        <translation>Beantwortet aus dem Verlauf vom</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>what happened</source>
        <translation>was geschah</translation>
    </message>
    <message>
        <source>what helps</source>
        <translation>was hilft</translation>
    </message>
    <message>
        <source>recovery</source>
        <translation>Abhilfe</translation>
    </message>
    <message>
        <source>HTTP status</source>
        <translation>HTTP-Status</translation>
    </message>
    <message>
        <source>request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>context</source>
        <translation>Zusammenhang</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Track put right by hand</source>
        <translation>Von Hand berichtigter Titel</translation>
    </message>
    <message>
        <source>id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>title</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>artist</source>
        <translation>Interpret</translation>
    </message>
    <message>
        <source>of the own catalogue</source>
        <translation>aus dem eigenen Katalog</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>Übereinstimmung</translation>
    </message>
    <message>
        <source>from second of the clip</source>
        <translation>ab Sekunde des Clips</translation>
    </message>
    <message>
        <source>to second of the clip</source>
        <translation>bis Sekunde des Clips</translation>
    </message>
    <message>
        <source>from second of the track</source>
        <translation>ab Sekunde des Titels</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>pitch in semitones</source>
        <translation>Tonhöhe in Halbtönen</translation>
    </message>
    <message>
        <source>sounds alike from second</source>
        <translation>klingt gleich ab Sekunde</translation>
    </message>
    <message>
        <source>stretch</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>Further track</source>
        <translation>Weiterer Titel</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Excel-Arbeitsmappe</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>CSV-Tabelle</translation>
    </message>
    <message>
        <source>JSON document</source>
        <translation>JSON-Dokument</translation>
    </message>
    <message>
        <source>Flat file after DDEX CU01</source>
        <translation>Flache Datei nach DDEX CU01</translation>
    </message>
    <message>
        <source>Marker EDL (DaVinci Resolve)</source>
        <translation>Marker-EDL (DaVinci Resolve)</translation>
    </message>
    <message>
        <source>Marker text (Avid)</source>
        <translation>Marker-Text (Avid)</translation>
    </message>
    <message>
        <source>Final Cut Pro 7 XML (Premiere, Resolve)</source>
        <translation>Final-Cut-Pro-7-XML (Premiere, Resolve)</translation>
    </message>
    <message>
        <source>FCPXML (Final Cut Pro)</source>
        <translation>FCPXML (Final Cut Pro)</translation>
    </message>
    <message>
        <source>OpenTimelineIO</source>
        <translation>OpenTimelineIO</translation>
    </message>
    <message>
        <source>US layout</source>
        <translation>US-Form</translation>
    </message>
    <message>
        <source>UK layout</source>
        <translation>Britische Form</translation>
    </message>
    <message>
        <source>European layout</source>
        <translation>Europäische Form</translation>
    </message>
    <message>
        <source>Copy as table</source>
        <translation>Als Tabelle kopieren</translation>
    </message>
    <message>
        <source>Put into a bucket…</source>
        <translation>In einen Bucket legen…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken…</translation>
    </message>
    <message>
        <source>Layout of sheets</source>
        <translation>Form der Listen</translation>
    </message>
    <message>
        <source>Own layout (JSON)…</source>
        <translation>Eigene Form (JSON)…</translation>
    </message>
    <message>
        <source>Choose a layout of cue sheets</source>
        <translation>Form der Musiklisten wählen</translation>
    </message>
    <message>
        <source>{0} is written.</source>
        <translation>{0} ist geschrieben.</translation>
    </message>
    <message>
        <source> And {0} more.</source>
        <translation> Und {0} weitere.</translation>
    </message>
    <message>
        <source>{0} could not be written: {1}</source>
        <translation>{0} konnte nicht geschrieben werden: {1}</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Identified</source>
        <translation>Erkannt</translation>
    </message>
    <message>
        <source>External</source>
        <translation>Extern</translation>
    </message>
    <message>
        <source>Check by ear</source>
        <translation>Nach Gehör prüfen</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>The chapter that is shown</source>
        <translation>Das gezeigte Kapitel</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>Anleitung durchsuchen</translation>
    </message>
    <message>
        <source>The guide does not have “{0}”</source>
        <translation>In der Anleitung steht „{0}“ nicht</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>Interpret</translation>
    </message>
    <message>
        <source>ISRC</source>
        <translation>ISRC</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Score {0}</source>
        <translation>Wert {0}</translation>
    </message>
    <message>
        <source>The service had found nothing.</source>
        <translation>Der Dienst hatte nichts gefunden.</translation>
    </message>
    <message>
        <source>The service had said: {0}</source>
        <translation>Der Dienst hatte gesagt: {0}</translation>
    </message>
    <message>
        <source>Copy answer</source>
        <translation>Ergebnis kopieren</translation>
    </message>
    <message>
        <source>Put right by hand…</source>
        <translation>Von Hand berichtigen…</translation>
    </message>
    <message>
        <source>Back to what the service said</source>
        <translation>Zurück zur Angabe des Dienstes</translation>
    </message>
    <message>
        <source>Recognise again</source>
        <translation>Noch einmal erkennen</translation>
    </message>
    <message>
        <source>Save evidence…</source>
        <translation>Nachweis sichern…</translation>
    </message>
    <message>
        <source>Remove from history</source>
        <translation>Aus dem Verlauf entfernen</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>{0} answers</source>
        <translation>{0} Ergebnisse</translation>
    </message>
    <message>
        <source>Take the confirmation back</source>
        <translation>Bestätigung zurücknehmen</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>Clip</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>Verlauf durchsuchen</translation>
    </message>
    <message>
        <source>Recognitions</source>
        <translation>Erkennungen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>History is kept on this computer</source>
        <translation>Der Verlauf bleibt auf diesem Rechner</translation>
    </message>
    <message>
        <source>Answers you get are kept here</source>
        <translation>Ergebnisse bleiben hier erhalten</translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation>Nichts passt</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>„{0}“</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Noch nicht</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Berichtigt</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>Nicht bestätigt</translation>
    </message>
    <message>
        <source>Export the history</source>
        <translation>Verlauf exportieren</translation>
    </message>
    <message>
        <source>Save the evidence</source>
        <translation>Nachweis sichern</translation>
    </message>
    <message>
        <source>Table for a spreadsheet (*.csv)</source>
        <translation>Tabelle für die Tabellenkalkulation (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>Details schließen</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>Jeder Status</translation>
    </message>
    <message>
        <source>Identified</source>
        <translation>Erkannt</translation>
    </message>
    <message>
        <source>External</source>
        <translation>Extern</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Any service</source>
        <translation>Jeder Dienst</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Last {0} days</source>
        <translation>Letzte {0} Tage</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>dddd d MMMM</source>
        <translation>dddd, d. MMMM</translation>
    </message>
    <message>
        <source>dddd d MMMM yyyy</source>
        <translation>dddd, d. MMMM yyyy</translation>
    </message>
    <message>
        <source>No known track</source>
        <translation>Kein bekannter Titel</translation>
    </message>
    <message>
        <source>1 answer</source>
        <translation>1 Ergebnis</translation>
    </message>
    <message>
        <source>{0} of {1} answers</source>
        <translation>{0} von {1} Ergebnissen</translation>
    </message>
    <message>
        <source>1 answer removed from history</source>
        <translation>1 Ergebnis aus dem Verlauf entfernt</translation>
    </message>
    <message>
        <source>{0} answers removed from history</source>
        <translation>{0} Ergebnisse aus dem Verlauf entfernt</translation>
    </message>
    <message>
        <source>1 answer written to {0}</source>
        <translation>1 Ergebnis in {0} geschrieben</translation>
    </message>
    <message>
        <source>{0} answers written to {1}</source>
        <translation>{0} Ergebnisse in {1} geschrieben</translation>
    </message>
    <message>
        <source>Evidence written to {0}</source>
        <translation>Nachweis in {0} geschrieben</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}</source>
        <translation>{0} lässt sich nicht schreiben: {1}</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Recognised</source>
        <translation>Erkannt</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Asked about</source>
        <translation>Gefragt nach</translation>
    </message>
    <message>
        <source>Sound track</source>
        <translation>Tonspur</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Maybe submitted twice</source>
        <translation>Vielleicht doppelt eingereicht</translation>
    </message>
</context>
<context>
    <name>Key</name>
    <message>
        <source>Key for AudioVerify</source>
        <translation>Schlüssel für AudioVerify</translation>
    </message>
    <message>
        <source>Partner key</source>
        <translation>Partnerschlüssel</translation>
    </message>
    <message>
        <source>It is kept on this computer, in the keyring where there is one, and sent to AudioVerify alone.</source>
        <translation>Er bleibt auf diesem Rechner, im Schlüsselbund, wo es einen gibt, und geht nur an AudioVerify.</translation>
    </message>
    <message>
        <source>It is kept on this computer, in the keyring where there is one, and sent to pyannoteAI alone.</source>
        <translation>Er bleibt auf diesem Rechner, im Schlüsselbund, wo es einen gibt, und geht nur an pyannoteAI.</translation>
    </message>
    <message>
        <source>Key for pyannoteAI</source>
        <translation>Schlüssel für pyannoteAI</translation>
    </message>
    <message>
        <source>Team key</source>
        <translation>Team-Schlüssel</translation>
    </message>
    <message>
        <source>Secret of the webhook</source>
        <translation>Geheimnis des Webhooks</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>It is kept on this computer, in the keyring where there is one, and sent to nobody.</source>
        <translation>Es bleibt auf diesem Rechner, im Schlüsselbund, wo es einen gibt, und geht an niemanden.</translation>
    </message>
    <message>
        <source>Use this key</source>
        <translation>Diesen Schlüssel nehmen</translation>
    </message>
</context>
<context>
    <name>Licence</name>
    <message>
        <source>Get a licence</source>
        <translation>Lizenz holen</translation>
    </message>
    <message>
        <source>Get the licence</source>
        <translation>Lizenz holen</translation>
    </message>
    <message>
        <source>A licence counts against your account at AudioVerify, each time.</source>
        <translation>Eine Lizenz zählt im Konto bei AudioVerify, jedes Mal.</translation>
    </message>
    <message>
        <source>When the last one was issued: {0}.</source>
        <translation>Bei der letzten Ausstellung: {0}.</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>For whom, as your own system calls them</source>
        <translation>Für wen, wie es im eigenen System heißt</translation>
    </message>
    <message>
        <source>Asking AudioVerify…</source>
        <translation>AudioVerify wird gefragt…</translation>
    </message>
    <message>
        <source>The link is on the clipboard, and its page opens in the browser.</source>
        <translation>Der Link ist in der Zwischenablage, und seine Seite öffnet sich im Browser.</translation>
    </message>
    <message>
        <source>Open the page again</source>
        <translation>Seite noch einmal öffnen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>{0} of {1} licences today</source>
        <translation>heute {0} von {1} Lizenzen</translation>
    </message>
    <message>
        <source>{0} of {1} this month</source>
        <translation>diesen Monat {0} von {1}</translation>
    </message>
</context>
<context>
    <name>Log</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>The end of the log</source>
        <translation>Das Ende des Protokolls</translation>
    </message>
    <message>
        <source>Nothing is logged yet.</source>
        <translation>Noch steht nichts im Protokoll.</translation>
    </message>
    <message>
        <source>Keys and links are left out.</source>
        <translation>Schlüssel und Links sind weggelassen.</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Report a problem…</source>
        <translation>Problem melden…</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Clip</source>
        <translation>&amp;Clip</translation>
    </message>
    <message>
        <source>&amp;Queue</source>
        <translation>&amp;Warteschlange</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Ne&amp;xt to decide</source>
        <translation>Näc&amp;hstes zu entscheiden</translation>
    </message>
    <message>
        <source>Pre&amp;vious to decide</source>
        <translation>&amp;Voriges zu entscheiden</translation>
    </message>
    <message>
        <source>S&amp;plit at the playhead</source>
        <translation>An der Marke &amp;teilen</translation>
    </message>
    <message>
        <source>Loo&amp;k closer</source>
        <translation>&amp;Näher hinsehen</translation>
    </message>
    <message>
        <source>Look &amp;wider</source>
        <translation>Meh&amp;r überblicken</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>Ei&amp;nstellungen…</translation>
    </message>
    <message>
        <source>&amp;User guide</source>
        <translation>&amp;Anleitung</translation>
    </message>
    <message>
        <source>&amp;Find a command…</source>
        <translation>Befe&amp;hl suchen…</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>&amp;Protokoll</translation>
    </message>
    <message>
        <source>S&amp;mall window to drop on</source>
        <translation>Kleines Fenster zum A&amp;blegen</translation>
    </message>
    <message>
        <source>&amp;Report a problem…</source>
        <translation>Problem &amp;melden…</translation>
    </message>
    <message>
        <source>&amp;Add clips…</source>
        <translation>&amp;Clips hinzufügen…</translation>
    </message>
    <message>
        <source>Add &amp;folder…</source>
        <translation>&amp;Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Add &amp;music to the catalogue…</source>
        <translation>&amp;Musik in den Katalog aufnehmen…</translation>
    </message>
    <message>
        <source>Chec&amp;k the catalogue</source>
        <translation>&amp;Katalog prüfen</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;Verlauf</translation>
    </message>
    <message>
        <source>C&amp;ues</source>
        <translation>C&amp;ues</translation>
    </message>
    <message>
        <source>&amp;Voices</source>
        <translation>Sti&amp;mmen</translation>
    </message>
    <message>
        <source>&amp;Not this</source>
        <translation>Ist &amp;es nicht</translation>
    </message>
    <message>
        <source>&amp;Join with the next</source>
        <translation>Mit dem nächsten verbin&amp;den</translation>
    </message>
    <message>
        <source>Re&amp;do</source>
        <translation>Wieder&amp;holen</translation>
    </message>
    <message>
        <source>C&amp;onfirm the answer</source>
        <translation>Ergebnis &amp;bestätigen</translation>
    </message>
    <message>
        <source>Put right by &amp;hand…</source>
        <translation>V&amp;on Hand berichtigen…</translation>
    </message>
    <message>
        <source>&amp;Export the history…</source>
        <translation>&amp;Verlauf exportieren…</translation>
    </message>
    <message>
        <source>&amp;Print the cue sheet…</source>
        <translation>Musikliste &amp;drucken…</translation>
    </message>
    <message>
        <source>&amp;Header of the cue sheet</source>
        <translation>&amp;Kopf der Musikliste</translation>
    </message>
    <message>
        <source>What the sheet &amp;lacks</source>
        <translation>W&amp;as der Liste fehlt</translation>
    </message>
    <message>
        <source>List of &amp;works…</source>
        <translation>We&amp;rkliste…</translation>
    </message>
    <message>
        <source>Save e&amp;vidence…</source>
        <translation>Nach&amp;weis sichern…</translation>
    </message>
    <message>
        <source>Add from &amp;buckets…</source>
        <translation>Aus B&amp;uckets hinzufügen…</translation>
    </message>
    <message>
        <source>Cata&amp;logue</source>
        <translation>&amp;Katalog</translation>
    </message>
    <message>
        <source>&amp;Close the window</source>
        <translation>&amp;Fenster schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Paste clips or paths</source>
        <translation>Clips oder Pfade ein&amp;fügen</translation>
    </message>
    <message>
        <source>&amp;Copy answer</source>
        <translation>Ergebnis &amp;kopieren</translation>
    </message>
    <message>
        <source>Cop&amp;y as…</source>
        <translation>Ko&amp;pieren als…</translation>
    </message>
    <message>
        <source>Copy &amp;ISRC</source>
        <translation>&amp;ISRC kopieren</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Noch einmal</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Show in folder</source>
        <translation>Im Ordner &amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Zurücknehmen</translation>
    </message>
    <message>
        <source>Try an&amp;other part…</source>
        <translation>Andere Ste&amp;lle versuchen…</translation>
    </message>
    <message>
        <source>Send on&amp;ly the sound</source>
        <translation>Nur den &amp;Ton senden</translation>
    </message>
    <message>
        <source>Send the w&amp;hole file</source>
        <translation>Die &amp;komplette Datei senden</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move do&amp;wn</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>&amp;Move to the top</source>
        <translation>&amp;Ganz nach oben</translation>
    </message>
    <message>
        <source>Find the cue&amp;s of a programme…</source>
        <translation>&amp;Cues einer Sendung finden…</translation>
    </message>
    <message>
        <source>&amp;Confirm the cue</source>
        <translation>Cue &amp;bestätigen</translation>
    </message>
    <message>
        <source>Writ&amp;e into the cell</source>
        <translation>In die Zelle &amp;schreiben</translation>
    </message>
    <message>
        <source>V&amp;oice</source>
        <translation>&amp;Stimme</translation>
    </message>
    <message>
        <source>Ask w&amp;ith</source>
        <translation>Fragen &amp;mit</translation>
    </message>
    <message>
        <source>&amp;This computer</source>
        <translation>&amp;Dieser Rechner</translation>
    </message>
    <message>
        <source>&amp;Pause or go on</source>
        <translation>Anhalten oder &amp;fortsetzen</translation>
    </message>
    <message>
        <source>Pause or go on with a&amp;ll</source>
        <translation>&amp;Alle anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Stop after &amp;this</source>
        <translation>Nach &amp;diesem anhalten</translation>
    </message>
    <message>
        <source>Send &amp;now</source>
        <translation>&amp;Jetzt senden</translation>
    </message>
    <message>
        <source>Recognise &amp;anew</source>
        <translation>Neu e&amp;rkennen</translation>
    </message>
    <message>
        <source>Remove what has &amp;ended</source>
        <translation>&amp;Beendete entfernen</translation>
    </message>
    <message>
        <source>Sort by &amp;name</source>
        <translation>Nach &amp;Namen ordnen</translation>
    </message>
    <message>
        <source>Sort by &amp;size</source>
        <translation>Nach &amp;Größe ordnen</translation>
    </message>
    <message>
        <source>Sort &amp;as added</source>
        <translation>Wie &amp;hinzugefügt ordnen</translation>
    </message>
    <message>
        <source>Pla&amp;y</source>
        <translation>Ab&amp;spielen</translation>
    </message>
    <message>
        <source>Rep&amp;eat</source>
        <translation>W&amp;iederholen</translation>
    </message>
    <message>
        <source>Com&amp;pact rows</source>
        <translation>Komp&amp;akte Zeilen</translation>
    </message>
    <message>
        <source>&amp;In at the playhead</source>
        <translation>&amp;In an der Abspielmarke</translation>
    </message>
    <message>
        <source>&amp;Out at the playhead</source>
        <translation>&amp;Out an der Abspielmarke</translation>
    </message>
    <message>
        <source>Show &amp;everything</source>
        <translation>&amp;Alles zeigen</translation>
    </message>
    <message>
        <source>Switch clip and trac&amp;k</source>
        <translation>Zwischen &amp;Clip und Titel wechseln</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>&amp;Details</translation>
    </message>
    <message>
        <source>&amp;Sidebar</source>
        <translation>&amp;Seitenleiste</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Erscheinungsbild</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;About Slipgui</source>
        <translation>&amp;Über Slipgui</translation>
    </message>
    <message>
        <source>Add from an a&amp;ddress…</source>
        <translation>Von einer Adr&amp;esse hinzufügen…</translation>
    </message>
    <message>
        <source>P&amp;ut into a bucket…</source>
        <translation>In einen Bucket &amp;legen…</translation>
    </message>
    <message>
        <source>Export &amp;tags of all tracks…</source>
        <translation>&amp;Angaben aller Titel exportieren…</translation>
    </message>
    <message>
        <source>&amp;Import tags…</source>
        <translation>Angaben &amp;importieren…</translation>
    </message>
    <message>
        <source>&amp;Find recordings that are there twice</source>
        <translation>Au&amp;fnahmen finden, die doppelt da sind</translation>
    </message>
    <message>
        <source>Another soun&amp;d track…</source>
        <translation>Andere Tons&amp;pur…</translation>
    </message>
    <message>
        <source>&amp;Find every cue in it</source>
        <translation>Jeden Cue &amp;darin finden</translation>
    </message>
    <message>
        <source>&amp;Track</source>
        <translation>&amp;Titel</translation>
    </message>
    <message>
        <source>&amp;Paste music or paths</source>
        <translation>Musik oder Pfade ein&amp;fügen</translation>
    </message>
    <message>
        <source>&amp;Copy title and artist</source>
        <translation>Titel und Interpret &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Learn again</source>
        <translation>Neu ein&amp;lernen</translation>
    </message>
    <message>
        <source>&amp;Remove from the catalogue</source>
        <translation>Aus dem Katalog &amp;entfernen</translation>
    </message>
    <message>
        <source>&amp;Cue</source>
        <translation>&amp;Cue</translation>
    </message>
    <message>
        <source>&amp;Paste a programme or its path</source>
        <translation>Sendung oder Pfad &amp;einfügen</translation>
    </message>
    <message>
        <source>&amp;Copy title and performer</source>
        <translation>Titel und Interpret &amp;kopieren</translation>
    </message>
    <message>
        <source>Pla&amp;y from the playhead</source>
        <translation>Ab der Marke abs&amp;pielen</translation>
    </message>
    <message>
        <source>Switch programme and trac&amp;k</source>
        <translation>Sendung und Titel &amp;wechseln</translation>
    </message>
    <message>
        <source>&amp;Remove the cue</source>
        <translation>Cue ent&amp;fernen</translation>
    </message>
    <message>
        <source>&amp;Export the cue sheet…</source>
        <translation>Musikliste e&amp;xportieren…</translation>
    </message>
    <message>
        <source>Ch&amp;oose a clip for voices…</source>
        <translation>&amp;Clip für Stimmen wählen…</translation>
    </message>
    <message>
        <source>&amp;Paste a clip or its address</source>
        <translation>Clip oder Adresse &amp;einfügen</translation>
    </message>
    <message>
        <source>&amp;Copy the name</source>
        <translation>Namen &amp;kopieren</translation>
    </message>
    <message>
        <source>Rena&amp;me…</source>
        <translation>&amp;Umbenennen…</translation>
    </message>
    <message>
        <source>&amp;Remove the voice</source>
        <translation>Stimme ent&amp;fernen</translation>
    </message>
    <message>
        <source>&amp;Export who speaks…</source>
        <translation>Wer spricht e&amp;xportieren…</translation>
    </message>
    <message>
        <source>&amp;Recognise again</source>
        <translation>&amp;Noch einmal erkennen</translation>
    </message>
    <message>
        <source>Re&amp;move from history</source>
        <translation>Aus dem Verlauf &amp;entfernen</translation>
    </message>
</context>
<context>
    <name>Mini</name>
    <message>
        <source>Click or Return: the whole window</source>
        <translation>Klick oder Eingabe: das ganze Fenster</translation>
    </message>
    <message>
        <source>Drop clips here</source>
        <translation>Clips hier ablegen</translation>
    </message>
    <message>
        <source>{0} done</source>
        <translation>{0} fertig</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translation>{0} MB</translation>
    </message>
    <message>
        <source>{0} kB</source>
        <translation>{0} kB</translation>
    </message>
    <message>
        <source>{0} bytes</source>
        <translation>{0} Byte</translation>
    </message>
    <message>
        <source>{0} GB</source>
        <translation>{0} GB</translation>
    </message>
    <message>
        <source>1 byte</source>
        <translation>1 Byte</translation>
    </message>
    <message>
        <source>{0} MB/s</source>
        <translation>{0} MB/s</translation>
    </message>
    <message>
        <source>{0} kB/s</source>
        <translation>{0} kB/s</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>{0} s left</source>
        <translation>noch {0} s</translation>
    </message>
    <message>
        <source>{0} min left</source>
        <translation>noch {0} min</translation>
    </message>
    <message>
        <source>{0} h left</source>
        <translation>noch {0} h</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>1 clip</source>
        <translation>1 Clip</translation>
    </message>
    <message>
        <source>{0} clips</source>
        <translation>{0} Clips</translation>
    </message>
    <message>
        <source>No clip fits “{0}”</source>
        <translation>Kein Clip passt zu „{0}“</translation>
    </message>
    <message>
        <source>No clip is at work</source>
        <translation>Kein Clip ist in Arbeit</translation>
    </message>
    <message>
        <source>No clip is waiting</source>
        <translation>Kein Clip wartet</translation>
    </message>
    <message>
        <source>No clip is identified</source>
        <translation>Kein Clip ist erkannt</translation>
    </message>
    <message>
        <source>No clip is external</source>
        <translation>Kein Clip ist extern</translation>
    </message>
    <message>
        <source>No clip needs a check by ear</source>
        <translation>Kein Clip ist nach Gehör zu prüfen</translation>
    </message>
    <message>
        <source>Every clip was found</source>
        <translation>Jeder Clip wurde gefunden</translation>
    </message>
    <message>
        <source>No clip is failed</source>
        <translation>Kein Clip ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>No clips</source>
        <translation>Keine Clips</translation>
    </message>
    <message>
        <source>No clip in this list has to be decided</source>
        <translation>In dieser Liste ist kein Clip zu entscheiden</translation>
    </message>
    <message>
        <source>{0} removed from the queue</source>
        <translation>{0} aus der Warteschlange entfernt</translation>
    </message>
    <message>
        <source>{0} of {1} identified</source>
        <translation>{0} von {1} erkannt</translation>
    </message>
    <message>
        <source>{0} not found</source>
        <translation>{0} nicht gefunden</translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation>{0} fehlgeschlagen</translation>
    </message>
    <message>
        <source>{0} cancelled</source>
        <translation>{0} abgebrochen</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>What do you want to do?</source>
        <translation>Was soll geschehen?</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Nothing is called so.</source>
        <translation>So heißt nichts.</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter do it · Esc close</source>
        <translation>↑ ↓ wählen · Eingabe ausführen · Esc schließen</translation>
    </message>
    <message>
        <source>Every action of Slipgui is here</source>
        <translation>Alle Befehle von Slipgui sind hier</translation>
    </message>
    <message>
        <source>For the selected clips</source>
        <translation>Für die ausgewählten Clips</translation>
    </message>
    <message>
        <source>Clips and answers</source>
        <translation>Clips und Ergebnisse</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Not possible now</source>
        <translation>Gerade nicht möglich</translation>
    </message>
    <message>
        <source>Colours: {0}</source>
        <translation>Farben: {0}</translation>
    </message>
    <message>
        <source>Language: {0}</source>
        <translation>Sprache: {0}</translation>
    </message>
    <message>
        <source>Ask with: {0}</source>
        <translation>Fragen mit: {0}</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
</context>
<context>
    <name>Profile</name>
    <message>
        <source>Account at AudioVerify</source>
        <translation>Konto bei AudioVerify</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Only where Slipstream gave you another one.</source>
        <translation>Nur wenn Slipstream eine andere genannt hat.</translation>
    </message>
    <message>
        <source>Empty: as for all, see Network.</source>
        <translation>Leer: wie für alle, siehe Netz.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Proxy of its own</source>
        <translation>Eigener Proxy</translation>
    </message>
    <message>
        <source>User name for this proxy</source>
        <translation>Benutzername für diesen Proxy</translation>
    </message>
    <message>
        <source>Password for this proxy</source>
        <translation>Passwort für diesen Proxy</translation>
    </message>
    <message>
        <source>Kept as a key is. Empty: as it was.</source>
        <translation>Wird wie ein Schlüssel verwahrt. Leer: wie bisher.</translation>
    </message>
    <message>
        <source>Certificates of its own (PEM)</source>
        <translation>Eigene Zertifikate (PEM)</translation>
    </message>
</context>
<context>
    <name>Releases</name>
    <message>
        <source>Look for newer releases?</source>
        <translation>Nach neuen Versionen sehen?</translation>
    </message>
    <message>
        <source>Once a day; what is told is checked by its signature, nothing is installed by itself.</source>
        <translation>Einmal am Tag; die Antwort wird an ihrer Unterschrift geprüft, nichts installiert sich von selbst.</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Look daily</source>
        <translation>Täglich nachsehen</translation>
    </message>
    <message>
        <source>This is {0}.</source>
        <translation>Dies ist {0}.</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>Was ist neu</translation>
    </message>
    <message>
        <source>Slipgui {0} is there since {1}.</source>
        <translation>Slipgui {0} gibt es seit {1}.</translation>
    </message>
</context>
<context>
    <name>Relink</name>
    <message>
        <source>Media of {0}</source>
        <translation>Medien von {0}</translation>
    </message>
    <message>
        <source>Look in a folder…</source>
        <translation>In einem Ordner suchen…</translation>
    </message>
    <message>
        <source>Choose the file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Find cues without them</source>
        <translation>Ohne sie Cues finden</translation>
    </message>
    <message>
        <source>{0} of {1} media are missing</source>
        <translation>{0} von {1} Medien fehlen</translation>
    </message>
    <message>
        <source>They are looked for by name, then by timecode, and have to be long enough. The files are only read.</source>
        <translation>Sie werden nach Namen, dann nach Timecode gesucht und müssen lang genug sein. Die Dateien werden nur gelesen.</translation>
    </message>
    <message>
        <source>{0}: not found, or too short</source>
        <translation>{0}: nicht gefunden oder zu kurz</translation>
    </message>
    <message>
        <source>Where the media are</source>
        <translation>Wo die Medien sind</translation>
    </message>
    <message>
        <source>Frame rate of {0}</source>
        <translation>Bildrate von {0}</translation>
    </message>
    <message>
        <source>Frames a second of the timeline</source>
        <translation>Bilder je Sekunde der Zeitleiste</translation>
    </message>
    <message>
        <source>An EDL does not say it, and with a wrong one every time would be wrong. df: drop-frame.</source>
        <translation>Eine EDL sagt sie nicht, und mit einer falschen wäre jede Zeit falsch. df: Drop-Frame.</translation>
    </message>
    <message>
        <source>Find cues</source>
        <translation>Cues finden</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>The report is saved as {0}</source>
        <translation>Der Bericht ist gesichert als {0}</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}</source>
        <translation>{0} lässt sich nicht schreiben: {1}</translation>
    </message>
    <message>
        <source>Report a problem</source>
        <translation>Problem melden</translation>
    </message>
    <message>
        <source>What happened, and what did you expect?</source>
        <translation>Was ist geschehen, und was war erwartet?</translation>
    </message>
    <message>
        <source>A zip is written where you choose; nothing is sent. In it: your words, versions, settings and the log, which names clips. Keys, links and the clips themselves are left out.</source>
        <translation>Geschrieben wird eine Zip-Datei an den gewählten Ort; gesendet wird nichts. Darin: diese Worte, Versionen, Einstellungen und das Protokoll, das Clips nennt. Schlüssel, Links und die Clips selbst bleiben draußen.</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Bericht sichern…</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht sichern</translation>
    </message>
    <message>
        <source>Zip (*.zip)</source>
        <translation>Zip (*.zip)</translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Waiting for the file</source>
        <translation>Wartet auf die Datei</translation>
    </message>
    <message>
        <source>Waiting for the disk</source>
        <translation>Wartet auf das Laufwerk</translation>
    </message>
    <message>
        <source>Waiting for the network</source>
        <translation>Wartet auf das Netz</translation>
    </message>
    <message>
        <source>Waiting for a copy</source>
        <translation>Wartet auf eine Kopie</translation>
    </message>
    <message>
        <source>Paused by you</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>Wird vorbereitet</translation>
    </message>
    <message>
        <source>Uploading</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Recognising</source>
        <translation>Wird erkannt</translation>
    </message>
    <message>
        <source>In catalogue</source>
        <translation>Im Katalog</translation>
    </message>
    <message>
        <source>External</source>
        <translation>Extern</translation>
    </message>
    <message>
        <source>Check by ear</source>
        <translation>Nach Gehör prüfen</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>still growing · {0} so far</source>
        <translation>wächst noch · bisher {0}</translation>
    </message>
    <message>
        <source>sound only</source>
        <translation>nur Ton</translation>
    </message>
    <message>
        <source>size not final</source>
        <translation>Größe noch offen</translation>
    </message>
    <message>
        <source>{0} stay here</source>
        <translation>{0} bleiben hier</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>known already</source>
        <translation>schon bekannt</translation>
    </message>
    <message>
        <source>of {0} · sound</source>
        <translation>von {0} · Ton</translation>
    </message>
    <message>
        <source>whole file</source>
        <translation>ganze Datei</translation>
    </message>
    <message>
        <source>of {0}</source>
        <translation>von {0}</translation>
    </message>
    <message>
        <source>Taking longer than usual</source>
        <translation>Dauert länger als üblich</translation>
    </message>
    <message>
        <source>Usually under a minute</source>
        <translation>Meist unter einer Minute</translation>
    </message>
    <message>
        <source>Last change {0} ago</source>
        <translation>Letzte Änderung vor {0}</translation>
    </message>
    <message>
        <source>Goes on by itself</source>
        <translation>Geht von selbst weiter</translation>
    </message>
    <message>
        <source>The answer for {0} will do</source>
        <translation>Die Antwort zu {0} genügt</translation>
    </message>
    <message>
        <source>Its answer will do</source>
        <translation>Deren Antwort genügt</translation>
    </message>
    <message>
        <source>{0} already sent</source>
        <translation>{0} schon gesendet</translation>
    </message>
    <message>
        <source>Goes on when it is back</source>
        <translation>Geht weiter, wenn es zurück ist</translation>
    </message>
    <message>
        <source>{0} is not there</source>
        <translation>{0} ist nicht da</translation>
    </message>
    <message>
        <source>Try {0} of {1}</source>
        <translation>Versuch {0} von {1}</translation>
    </message>
    <message>
        <source>Try {0} of {1} in {2}</source>
        <translation>Versuch {0} von {1} in {2}</translation>
    </message>
    <message>
        <source>Next in line</source>
        <translation>Als Nächster an der Reihe</translation>
    </message>
    <message>
        <source>{0}st in line</source>
        <translation>Als {0}. an der Reihe</translation>
    </message>
    <message>
        <source>{0}nd in line</source>
        <translation>Als {0}. an der Reihe</translation>
    </message>
    <message>
        <source>{0}rd in line</source>
        <translation>Als {0}. an der Reihe</translation>
    </message>
    <message>
        <source>{0}th in line</source>
        <translation>Als {0}. an der Reihe</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>Wartet aufs Senden</translation>
    </message>
    <message>
        <source>Fetching the sound · {0}</source>
        <translation>Der Ton wird geholt · {0}</translation>
    </message>
    <message>
        <source>Looking into the file</source>
        <translation>Datei wird angesehen</translation>
    </message>
    <message>
        <source>Taking the sound out</source>
        <translation>Ton wird herausgelöst</translation>
    </message>
    <message>
        <source>Asking where to send</source>
        <translation>Sendeziel wird erfragt</translation>
    </message>
    <message>
        <source>Sent · waiting for the answer</source>
        <translation>Gesendet · wartet auf Antwort</translation>
    </message>
    <message>
        <source>Waiting for the answer</source>
        <translation>Wartet auf Antwort</translation>
    </message>
    <message>
        <source>Score below {0}</source>
        <translation>Wert unter {0}</translation>
    </message>
    <message>
        <source>In catalogue, score below {0}</source>
        <translation>Im Katalog, Wert unter {0}</translation>
    </message>
    <message>
        <source>External, score below {0}</source>
        <translation>Extern, Wert unter {0}</translation>
    </message>
    <message>
        <source>While preparing</source>
        <translation>Beim Vorbereiten</translation>
    </message>
    <message>
        <source>While uploading</source>
        <translation>Beim Senden</translation>
    </message>
    <message>
        <source>While submitting</source>
        <translation>Beim Einreichen</translation>
    </message>
    <message>
        <source>While recognising</source>
        <translation>Beim Erkennen</translation>
    </message>
    <message>
        <source>Checked before upload</source>
        <translation>Vor dem Senden geprüft</translation>
    </message>
    <message>
        <source>The file ends too early</source>
        <translation>Die Datei endet zu früh</translation>
    </message>
    <message>
        <source>Known from {0}</source>
        <translation>Bekannt vom {0}</translation>
    </message>
    <message>
        <source>{0} of it asked</source>
        <translation>{0} davon gefragt</translation>
    </message>
    <message>
        <source>Sound track {0} asked</source>
        <translation>Nur Tonspur {0} gefragt</translation>
    </message>
    <message>
        <source>Searched for {0}</source>
        <translation>{0} lang gesucht</translation>
    </message>
    <message>
        <source>Found in {0}</source>
        <translation>In {0} gefunden</translation>
    </message>
    <message>
        <source>The catalogue was empty</source>
        <translation>Der Katalog war leer</translation>
    </message>
    <message>
        <source>The catalogue is empty</source>
        <translation>Der Katalog ist leer</translation>
    </message>
    <message>
        <source>No known track</source>
        <translation>Kein bekannter Titel</translation>
    </message>
</context>
<context>
    <name>Score</name>
    <message>
        <source>Strong</source>
        <translation>Stark</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>Schwach</translation>
    </message>
</context>
<context>
    <name>Service</name>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Key known</source>
        <translation>Schlüssel bekannt</translation>
    </message>
    <message>
        <source>Keyring locked</source>
        <translation>Schlüsselbund gesperrt</translation>
    </message>
    <message>
        <source>Offline mode</source>
        <translation>Offline-Modus</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Kein Schlüssel</translation>
    </message>
    <message>
        <source>Ready · no music yet</source>
        <translation>Bereit · noch keine Musik</translation>
    </message>
    <message>
        <source>1 track · ready</source>
        <translation>1 Titel · bereit</translation>
    </message>
    <message>
        <source>{0} tracks · ready</source>
        <translation>{0} Titel · bereit</translation>
    </message>
    <message>
        <source>Learning music · 1 file</source>
        <translation>Musik wird eingelernt · 1 Datei</translation>
    </message>
    <message>
        <source>Learning music · {0} files</source>
        <translation>Musik wird eingelernt · {0} Dateien</translation>
    </message>
    <message>
        <source>The music could not be added; the log says why.</source>
        <translation>Die Musik ließ sich nicht hinzufügen; warum, steht im Protokoll.</translation>
    </message>
    <message>
        <source>No music was found there.</source>
        <translation>Dort war keine Musik zu finden.</translation>
    </message>
    <message>
        <source>1 track added</source>
        <translation>1 Titel hinzugefügt</translation>
    </message>
    <message>
        <source>{0} tracks added</source>
        <translation>{0} Titel hinzugefügt</translation>
    </message>
    <message>
        <source>1 known already</source>
        <translation>1 schon bekannt</translation>
    </message>
    <message>
        <source>{0} known already</source>
        <translation>{0} schon bekannt</translation>
    </message>
    <message>
        <source>1 cannot be read</source>
        <translation>1 nicht lesbar</translation>
    </message>
    <message>
        <source>{0} cannot be read</source>
        <translation>{0} nicht lesbar</translation>
    </message>
    <message>
        <source>Not added: {0} – {1}</source>
        <translation>Nicht hinzugefügt: {0} – {1}</translation>
    </message>
    <message>
        <source>, and {0} more</source>
        <translation> und {0} weitere</translation>
    </message>
    <message>
        <source>{0} added. {1}</source>
        <translation>{0} hinzugefügt. {1}</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Test it</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Remove key…</source>
        <translation>Schlüssel entfernen…</translation>
    </message>
    <message>
        <source>Asks {0}, without cost</source>
        <translation>Fragt {0}, ohne Kosten</translation>
    </message>
    <message>
        <source>Asking {0}…</source>
        <translation>{0} wird gefragt…</translation>
    </message>
    <message>
        <source>{0} takes this key.</source>
        <translation>{0} nimmt diesen Schlüssel an.</translation>
    </message>
    <message>
        <source>The key is deleted from this computer. It cannot be brought back here.</source>
        <translation>Der Schlüssel wird auf diesem Rechner gelöscht. Hier lässt er sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>Sends a delivery to the public address and sees whether it comes in, without cost</source>
        <translation>Sendet eine Zustellung an die öffentliche Adresse und sieht, ob sie ankommt; kostet nichts</translation>
    </message>
    <message>
        <source>Sending a delivery to the public address…</source>
        <translation>Zustellung an die öffentliche Adresse wird gesendet …</translation>
    </message>
    <message>
        <source>A delivery to the public address came in here.</source>
        <translation>Eine Zustellung an die öffentliche Adresse ist hier angekommen.</translation>
    </message>
    <message>
        <source>Add an account…</source>
        <translation>Konto hinzufügen…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Remove the account…</source>
        <translation>Konto entfernen…</translation>
    </message>
    <message>
        <source>Remove the account</source>
        <translation>Konto entfernen</translation>
    </message>
    <message>
        <source>“{0}” and its key are deleted from this computer. Answers stay in the history; clips that are with it stay in the queue and can be asked with another account.</source>
        <translation>„{0}“ und sein Schlüssel werden auf diesem Rechner gelöscht. Antworten bleiben im Verlauf; Clips, die bei ihm sind, bleiben in der Warteschlange und können mit einem anderen Konto gefragt werden.</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>User name for the proxy</source>
        <translation>Benutzername für den Proxy</translation>
    </message>
    <message>
        <source>Password for the proxy</source>
        <translation>Passwort für den Proxy</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Keep the log-in for the proxy</source>
        <translation>Anmeldung für den Proxy behalten</translation>
    </message>
    <message>
        <source>Forget the log-in for the proxy</source>
        <translation>Anmeldung für den Proxy vergessen</translation>
    </message>
    <message>
        <source>A password is kept for {0}.</source>
        <translation>Für {0} ist ein Passwort hinterlegt.</translation>
    </message>
    <message>
        <source>Remove the key</source>
        <translation>Schlüssel entfernen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>Choose: {0}</source>
        <translation>Auswählen: {0}</translation>
    </message>
    <message>
        <source>AWS&apos;s configuration on this computer names no profile.</source>
        <translation>Die AWS-Konfiguration dieses Rechners nennt kein Profil.</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>Gesichert: {0}</translation>
    </message>
    <message>
        <source>Settings (*.json)</source>
        <translation>Einstellungen (*.json)</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>Ordner überwachen…</translation>
    </message>
    <message>
        <source>Watch no more</source>
        <translation>Nicht mehr überwachen</translation>
    </message>
    <message>
        <source>Watch no more: {0}</source>
        <translation>Nicht mehr überwachen: {0}</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Noch keine.</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Clear the cache</source>
        <translation>Cache leeren</translation>
    </message>
    <message>
        <source>Open the folder: {0}</source>
        <translation>Ordner öffnen: {0}</translation>
    </message>
    <message>
        <source>{0} are free now.</source>
        <translation>{0} sind jetzt frei.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>Open the catalogue</source>
        <translation>Katalog öffnen</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>Einstellung suchen</translation>
    </message>
    <message>
        <source>Back to defaults</source>
        <translation>Zurück zur Vorgabe</translation>
    </message>
    <message>
        <source>Changes apply at once</source>
        <translation>Änderungen gelten sofort</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>No setting has “{0}”</source>
        <translation>Keine Einstellung enthält „{0}“</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Who recognises, and when an answer counts.</source>
        <translation>Wer erkennt, und ab wann ein Ergebnis gilt.</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>What leaves this computer, and how.</source>
        <translation>Was diesen Rechner verlässt, und wie.</translation>
    </message>
    <message>
        <source>Slipstream&apos;s service, for its catalogue and released music.</source>
        <translation>Der Dienst von Slipstream, für seinen Katalog und veröffentlichte Musik.</translation>
    </message>
    <message>
        <source>pyannoteAI makes voiceprints and finds them again.</source>
        <translation>pyannoteAI macht Stimmabdrücke und findet sie wieder.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>What stands between here and a service.</source>
        <translation>Was zwischen hier und einem Dienst steht.</translation>
    </message>
    <message>
        <source>Watch folders</source>
        <translation>Überwachte Ordner</translation>
    </message>
    <message>
        <source>Folders that work by themselves.</source>
        <translation>Ordner, die von selbst arbeiten.</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Sizes follow the desktop: its font and its scale.</source>
        <translation>Größen folgen dem Desktop: seiner Schrift und Skalierung.</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>What Slipgui keeps on this computer, and how much room it takes.</source>
        <translation>Was Slipgui auf diesem Rechner aufbewahrt, und wie viel Platz das braucht.</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>A clip stays with the account it was sent with.</source>
        <translation>Ein Clip bleibt bei dem Konto, mit dem er gesendet wurde.</translation>
    </message>
    <message>
        <source>Account that is asked</source>
        <translation>Gefragtes Konto</translation>
    </message>
    <message>
        <source>For clips that name none. “Ask with” in the menu of a clip asks another one.</source>
        <translation>Für Clips ohne eigenes. „Fragen mit“ im Menü eines Clips fragt ein anderes.</translation>
    </message>
    <message>
        <source>Only where pyannoteAI gave you another one.</source>
        <translation>Nur wenn pyannoteAI eine andere genannt hat.</translation>
    </message>
    <message>
        <source>Team key</source>
        <translation>Team-Schlüssel</translation>
    </message>
    <message>
        <source>Without one no voiceprint is made and nobody is found.</source>
        <translation>Ohne ihn entsteht kein Stimmabdruck und wird niemand gefunden.</translation>
    </message>
    <message>
        <source>Hide file names</source>
        <translation>Dateinamen verbergen</translation>
    </message>
    <message>
        <source>Services see “clip.mp4”, never your title or folder.</source>
        <translation>Dienste sehen „clip.mp4“, nie Titel oder Ordner.</translation>
    </message>
    <message>
        <source>Offline mode</source>
        <translation>Offline-Modus</translation>
    </message>
    <message>
        <source>Nothing leaves this computer: no service is asked, nothing is fetched. Clips for a service wait.</source>
        <translation>Nichts verlässt diesen Rechner: Kein Dienst wird gefragt, nichts wird geholt. Clips für einen Dienst warten.</translation>
    </message>
    <message>
        <source>Log-in for the proxy</source>
        <translation>Anmeldung am Proxy</translation>
    </message>
    <message>
        <source>Only where the proxy asks for one. It is kept as a key is, never in the settings file.</source>
        <translation>Nur wenn der Proxy eine verlangt. Sie wird wie ein Schlüssel verwahrt, nie in der Einstellungsdatei.</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>A public https address that leads to this computer: pyannoteAI then tells by itself when it is done. Empty: it is asked every few seconds, which always goes on beside.</source>
        <translation>Eine öffentliche https-Adresse, die zu diesem Rechner führt: pyannoteAI meldet dann selbst, wenn es fertig ist. Leer: Es wird alle paar Sekunden gefragt, was auch sonst weitergeht.</translation>
    </message>
    <message>
        <source>Port of the webhook</source>
        <translation>Port des Webhooks</translation>
    </message>
    <message>
        <source>Of this computer alone, path /pyannote: where that address is forwarded to.</source>
        <translation>Nur auf diesem Rechner, Pfad /pyannote: wohin jene Adresse weiterleitet.</translation>
    </message>
    <message>
        <source>Secret of the webhook</source>
        <translation>Geheimnis des Webhooks</translation>
    </message>
    <message>
        <source>From the team&apos;s pages at pyannoteAI. What is not signed with it is refused.</source>
        <translation>Von den Seiten des Teams bei pyannoteAI. Was nicht damit unterschrieben ist, wird abgewiesen.</translation>
    </message>
    <message>
        <source>Who recognises</source>
        <translation>Wer erkennt</translation>
    </message>
    <message>
        <source>Check by ear below</source>
        <translation>Nach Gehör prüfen unter</translation>
    </message>
    <message>
        <source>Answers with a lower score ask for your ear.</source>
        <translation>Ergebnisse mit niedrigerem Wert sind nach Gehör zu prüfen.</translation>
    </message>
    <message>
        <source>An answer holds for</source>
        <translation>Ein Ergebnis gilt</translation>
    </message>
    <message>
        <source>The same sound is not sent again so long. 0 asks every time.</source>
        <translation>So lange wird derselbe Ton nicht noch einmal gesendet. Bei 0 wird jedes Mal gefragt.</translation>
    </message>
    <message>
        <source>Stay awake while clips are at work</source>
        <translation>Wach bleiben, solange Clips in Arbeit sind</translation>
    </message>
    <message>
        <source>The computer sleeps when they are done. The screen may go dark.</source>
        <translation>Der Rechner schläft, wenn sie fertig sind. Der Bildschirm darf dunkel werden.</translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation>Was gesendet wird</translation>
    </message>
    <message>
        <source>Send in one request up to</source>
        <translation>In einem Stück senden bis</translation>
    </message>
    <message>
        <source>Larger clips go to the storage first. At most 100 MB.</source>
        <translation>Größere Clips gehen zuerst in den Speicher des Dienstes. Höchstens 100 MB.</translation>
    </message>
    <message>
        <source>Stills, waveforms and sound for the window, and sound that was fetched from elsewhere: made or fetched anew when needed.</source>
        <translation>Standbilder, Wellenformen und Ton für das Fenster und Ton, der von woanders geholt wurde: wird bei Bedarf neu gemacht oder geholt.</translation>
    </message>
    <message>
        <source>For another computer. Keys are never in it.</source>
        <translation>Für einen anderen Rechner. Schlüssel sind nie darin.</translation>
    </message>
    <message>
        <source>Partner key</source>
        <translation>Partnerschlüssel</translation>
    </message>
    <message>
        <source>A clip that is with a service stays there.</source>
        <translation>Ein Clip, der bei einem Dienst ist, bleibt dort.</translation>
    </message>
    <message>
        <source>From the environment variable {0}.</source>
        <translation>Aus der Umgebungsvariable {0}.</translation>
    </message>
    <message>
        <source>None is known. There is no system keyring: it would lie in a file that only you can read.</source>
        <translation>Keiner ist bekannt. Es gibt keinen Schlüsselbund: Er läge in einer Datei, die nur für das eigene Benutzerkonto lesbar ist.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Wait for an answer</source>
        <translation>Auf ein Ergebnis warten</translation>
    </message>
    <message>
        <source>A job that takes longer is given up; trying again asks anew.</source>
        <translation>Ein Auftrag, der länger braucht, wird aufgegeben; „Noch einmal“ fragt neu.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>As http://proxy.example:3128. Empty: the one of the system&apos;s environment, if any.</source>
        <translation>Wie http://proxy.example:3128. Leer: der aus der Umgebung des Systems, falls es einen gibt.</translation>
    </message>
    <message>
        <source>Certificates of the company</source>
        <translation>Zertifikate der Firma</translation>
    </message>
    <message>
        <source>A file (PEM) that is trusted beside the system&apos;s own, where connections are inspected.</source>
        <translation>Eine Datei (PEM), der neben denen des Systems vertraut wird, wo Verbindungen geprüft werden.</translation>
    </message>
    <message>
        <source>Clips that come here are recognised</source>
        <translation>Clips, die hier ankommen, werden erkannt</translation>
    </message>
    <message>
        <source>While Slipgui is open, when nobody writes to them any more. What is there now is left alone.</source>
        <translation>Solange Slipgui offen ist, sobald niemand mehr daran schreibt. Was schon da ist, bleibt unbeachtet.</translation>
    </message>
    <message>
        <source>Music that is kept in step</source>
        <translation>Musik, die aktuell gehalten wird</translation>
    </message>
    <message>
        <source>New music in these folders is learned by itself; switched on the Catalogue page.</source>
        <translation>Neue Musik in diesen Ordnern wird von selbst eingelernt; der Schalter ist auf der Seite Katalog.</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Allowed music</source>
        <translation>Erlaubte Musik</translation>
    </message>
    <message>
        <source>Whose recordings you may use: a light beside each answer from released music.</source>
        <translation>Wessen Aufnahmen verwendet werden dürfen: eine Ampel bei jeder Antwort aus veröffentlichter Musik.</translation>
    </message>
    <message>
        <source>Voices</source>
        <translation>Stimmen</translation>
    </message>
    <message>
        <source>Buckets</source>
        <translation>Buckets</translation>
    </message>
    <message>
        <source>S3 storages: Amazon&apos;s, or one of your own as MinIO or a NAS box.</source>
        <translation>S3-Speicher: der von Amazon oder ein eigener wie MinIO oder ein NAS.</translation>
    </message>
    <message>
        <source>AWS profile</source>
        <translation>AWS-Profil</translation>
    </message>
    <message>
        <source>Whose keys sign what goes to buckets; they stay in AWS&apos;s own files. Empty: as the AWS tools of this computer choose.</source>
        <translation>Wessen Schlüssel Anfragen an Buckets unterschreiben; sie bleiben in den Dateien von AWS. Leer: wie die AWS-Werkzeuge dieses Rechners wählen.</translation>
    </message>
    <message>
        <source>Address of the storage</source>
        <translation>Adresse des Speichers</translation>
    </message>
    <message>
        <source>As https://nas.example:9000; with http anybody on the way can read along. Empty: Amazon&apos;s, or as the AWS tools are told.</source>
        <translation>Wie https://nas.example:9000; bei http kann unterwegs mitgelesen werden. Leer: die von Amazon oder wie für die AWS-Werkzeuge eingestellt.</translation>
    </message>
    <message>
        <source>Where the bucket&apos;s name stands</source>
        <translation>Wo der Name des Buckets steht</translation>
    </message>
    <message>
        <source>A programme is longer than</source>
        <translation>Eine Sendung ist länger als</translation>
    </message>
    <message>
        <source>Of longer clips in the queue every cue is offered to be found.</source>
        <translation>Bei längeren Clips der Warteschlange wird angeboten, jeden Cue zu finden.</translation>
    </message>
    <message>
        <source>Look for newer releases</source>
        <translation>Nach neuen Versionen sehen</translation>
    </message>
    <message>
        <source>Once a day, with the version of this program. Nothing is installed by itself.</source>
        <translation>Einmal am Tag, mit der Version dieses Programms. Nichts installiert sich von selbst.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Nothing fades or wanders. So it is, too, where the desktop wants it.</source>
        <translation>Nichts blendet ein, nichts wandert. So ist es auch, wo der Desktop es wünscht.</translation>
    </message>
    <message>
        <source>Queue, history, catalogue</source>
        <translation>Warteschlange, Verlauf, Katalog</translation>
    </message>
    <message>
        <source>What must not be lost.</source>
        <translation>Was nicht verloren gehen darf.</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>Settings in a file</source>
        <translation>Einstellungen in einer Datei</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <source>Without keys and links.</source>
        <translation>Ohne Schlüssel und Links.</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>Nicht erlaubt</translation>
    </message>
    <message>
        <source>One a line: a label, or “artist: NAME”, or “isrc: PREFIX”. Wins over the other list.</source>
        <translation>Je Zeile ein Label oder „artist: NAME“ oder „isrc: ANFANG“. Hat Vorrang vor der anderen Liste.</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Written in the same way.</source>
        <translation>Ebenso geschrieben.</translation>
    </message>
    <message>
        <source>As the AWS tools are told</source>
        <translation>Wie für die AWS-Werkzeuge eingestellt</translation>
    </message>
    <message>
        <source>Where they are told nothing: path style at an address of your own.</source>
        <translation>Ist dort nichts eingestellt: im Pfad, wenn eine eigene Adresse genannt ist.</translation>
    </message>
    <message>
        <source>Path style</source>
        <translation>Im Pfad (path style)</translation>
    </message>
    <message>
        <source>https://nas.example/bucket/clip.mov, as MinIO and NAS boxes want it.</source>
        <translation>https://nas.example/bucket/clip.mov, wie MinIO und NAS es wollen.</translation>
    </message>
    <message>
        <source>In the host&apos;s name</source>
        <translation>Im Namen des Servers</translation>
    </message>
    <message>
        <source>https://bucket.nas.example/clip.mov: the name server must know every bucket.</source>
        <translation>https://bucket.nas.example/clip.mov: der Namensdienst muss jeden Bucket kennen.</translation>
    </message>
    <message>
        <source>AudioVerify where a key is known, else this computer</source>
        <translation>AudioVerify, wo ein Schlüssel bekannt ist, sonst dieser Rechner</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Nothing goes over the network. Only your own music is known.</source>
        <translation>Nichts geht über das Netz. Nur die eigene Musik ist bekannt.</translation>
    </message>
    <message>
        <source>Without a key clips wait until there is one.</source>
        <translation>Ohne Schlüssel warten Clips, bis es einen gibt.</translation>
    </message>
    <message>
        <source>Only the sound, where that is smaller</source>
        <translation>Nur der Ton, wo das kleiner ist</translation>
    </message>
    <message>
        <source>A 5.8 GB ProRes becomes about 4 MB. Small files go as they are.</source>
        <translation>Aus 5,8 GB ProRes werden etwa 4 MB. Kleine Dateien gehen, wie sie sind.</translation>
    </message>
    <message>
        <source>Always only the sound</source>
        <translation>Immer nur der Ton</translation>
    </message>
    <message>
        <source>Pictures never leave this computer.</source>
        <translation>Bilder verlassen diesen Rechner nie.</translation>
    </message>
    <message>
        <source>Always the whole file</source>
        <translation>Immer die ganze Datei</translation>
    </message>
    <message>
        <source>Slow for masters. AudioVerify takes .mp4, .mov, .avi and .mpeg.</source>
        <translation>Langsam bei Mastern. AudioVerify nimmt .mp4, .mov, .avi und .mpeg.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
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
        <source>Calm beside an editing program.</source>
        <translation>Ruhig neben einem Schnittprogramm.</translation>
    </message>
    <message>
        <source>Kept in the system keyring: {0}.</source>
        <translation>Im Schlüsselbund des Systems: {0}.</translation>
    </message>
    <message>
        <source>No system keyring took it: it lies in a file that only you can read, {0}.</source>
        <translation>Kein Schlüsselbund nahm ihn an: Er liegt in einer Datei, die nur für das eigene Benutzerkonto lesbar ist, {0}.</translation>
    </message>
    <message>
        <source>The system keyring is locked: {0}. A key may be in it; unlock it, then come back here.</source>
        <translation>Der Schlüsselbund ist gesperrt: {0}. Ein Schlüssel kann darin sein; entsperren, dann hierher zurückkommen.</translation>
    </message>
    <message>
        <source>None is known. It would be kept in the system keyring: {0}.</source>
        <translation>Keiner bekannt. Er käme in den Schlüsselbund des Systems: {0}.</translation>
    </message>
    <message>
        <source>Webhooks are off.</source>
        <translation>Webhooks sind aus.</translation>
    </message>
    <message>
        <source>Listening at {0}.</source>
        <translation>Lauscht auf {0}.</translation>
    </message>
    <message>
        <source>Listens at {0} while a voice is made or looked for.</source>
        <translation>Lauscht auf {0}, während eine Stimme gemacht oder gesucht wird.</translation>
    </message>
    <message>
        <source>Set by the environment variable {0}.</source>
        <translation>Durch die Umgebungsvariable {0} festgelegt.</translation>
    </message>
    <message>
        <source>Set on the command line.</source>
        <translation>Auf der Befehlszeile festgelegt.</translation>
    </message>
    <message>
        <source>1 setting taken over.</source>
        <translation>1 Einstellung übernommen.</translation>
    </message>
    <message>
        <source>{0} settings taken over.</source>
        <translation>{0} Einstellungen übernommen.</translation>
    </message>
    <message>
        <source>Unknown here: {0}.</source>
        <translation>Hier unbekannt: {0}.</translation>
    </message>
    <message>
        <source>This build cannot: it has no key to check signatures with.</source>
        <translation>Dieses Programm kann es nicht: ihm fehlt der Schlüssel, um Unterschriften zu prüfen.</translation>
    </message>
</context>
<context>
    <name>Spoken</name>
    <message>
        <source>while preparing</source>
        <translation>beim Vorbereiten</translation>
    </message>
    <message>
        <source>while uploading</source>
        <translation>beim Senden</translation>
    </message>
    <message>
        <source>while submitting</source>
        <translation>beim Einreichen</translation>
    </message>
    <message>
        <source>while recognising</source>
        <translation>beim Erkennen</translation>
    </message>
    <message>
        <source>checked before upload</source>
        <translation>vor dem Senden geprüft</translation>
    </message>
    <message>
        <source>less than a second</source>
        <translation>weniger als eine Sekunde</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 Minute</translation>
    </message>
    <message>
        <source>{0} minutes</source>
        <translation>{0} Minuten</translation>
    </message>
    <message>
        <source>1 second</source>
        <translation>1 Sekunde</translation>
    </message>
    <message>
        <source>{0} seconds</source>
        <translation>{0} Sekunden</translation>
    </message>
    <message>
        <source>{0} by {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>Score {0}, {1}.</source>
        <translation>Wert {0}, {1}.</translation>
    </message>
    <message>
        <source>{0} per cent</source>
        <translation>{0} Prozent</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>noch {0}</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>stark</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>schwach</translation>
    </message>
    <message>
        <source>{0}: empty</source>
        <translation>{0}: leer</translation>
    </message>
    <message>
        <source>{0} identified</source>
        <translation>{0} erkannt</translation>
    </message>
    <message>
        <source>{0} to check by ear</source>
        <translation>{0} nach Gehör zu prüfen</translation>
    </message>
    <message>
        <source>{0} not found</source>
        <translation>{0} nicht gefunden</translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation>{0} fehlgeschlagen</translation>
    </message>
    <message>
        <source>{0} cancelled</source>
        <translation>{0} abgebrochen</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>{0} of {1} selected</source>
        <translation>{0} von {1} ausgewählt</translation>
    </message>
    <message>
        <source>No clips</source>
        <translation>Keine Clips</translation>
    </message>
    <message>
        <source>{0} at work</source>
        <translation>{0} in Arbeit</translation>
    </message>
    <message>
        <source>{0} waiting</source>
        <translation>{0} wartend</translation>
    </message>
    <message>
        <source>Nothing sent over the network</source>
        <translation>Nichts über das Netz gesendet</translation>
    </message>
    <message>
        <source>{0} sent of {1}</source>
        <translation>{0} gesendet von {1}</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>{0} jobs, at most {1}</source>
        <translation>{0} Aufträge, höchstens {1}</translation>
    </message>
    <message>
        <source>1 job, at most {1}</source>
        <translation>1 Auftrag, höchstens {1}</translation>
    </message>
    <message>
        <source>More than {0} only where a border between two tracks is in doubt. Two requests a second at most; it can be stopped.</source>
        <translation>Mehr als {0} nur, wo eine Grenze zwischen zwei Titeln unsicher ist. Höchstens zwei Anfragen je Sekunde; es lässt sich anhalten.</translation>
    </message>
    <message>
        <source>Asked before, and not paid again: {0}.</source>
        <translation>Schon gefragt und nicht noch einmal bezahlt: {0}.</translation>
    </message>
    <message>
        <source>AudioVerify in steps</source>
        <translation>AudioVerify in Schritten</translation>
    </message>
    <message>
        <source>Ask AudioVerify</source>
        <translation>AudioVerify fragen</translation>
    </message>
</context>
<context>
    <name>Tags</name>
    <message>
        <source>There is no such tag.</source>
        <translation>Eine solche Angabe gibt es nicht.</translation>
    </message>
    <message>
        <source>The picture cannot be read: {0}.</source>
        <translation>Das Bild ist nicht lesbar: {0}.</translation>
    </message>
    <message>
        <source>This is no picture that can be read.</source>
        <translation>Das ist kein lesbares Bild.</translation>
    </message>
    <message>
        <source>{0}: longer than {1} characters.</source>
        <translation>{0}: länger als {1} Zeichen.</translation>
    </message>
    <message>
        <source>The title is empty.</source>
        <translation>Der Titel ist leer.</translation>
    </message>
    <message>
        <source>“{0}” is no ISRC: two letters, three letters or digits, seven digits.</source>
        <translation>„{0}“ ist kein ISRC: zwei Buchstaben, drei Buchstaben oder Ziffern, sieben Ziffern.</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open Slipgui</source>
        <translation>Slipgui öffnen</translation>
    </message>
    <message>
        <source>Recent answers</source>
        <translation>Letzte Ergebnisse</translation>
    </message>
</context>
<context>
    <name>Usage</name>
    <message>
        <source>Background instrumental</source>
        <translation>Hintergrund instrumental</translation>
    </message>
    <message>
        <source>Background vocal</source>
        <translation>Hintergrund vokal</translation>
    </message>
    <message>
        <source>Visual instrumental</source>
        <translation>Im Bild instrumental</translation>
    </message>
    <message>
        <source>Visual vocal</source>
        <translation>Im Bild vokal</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>Feature</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thema</translation>
    </message>
    <message>
        <source>Theme open</source>
        <translation>Titelmusik Anfang</translation>
    </message>
    <message>
        <source>Theme close</source>
        <translation>Titelmusik Ende</translation>
    </message>
    <message>
        <source>Main title</source>
        <translation>Vorspann</translation>
    </message>
    <message>
        <source>End title</source>
        <translation>Abspann</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logo</translation>
    </message>
</context>
<context>
    <name>Voices</name>
    <message>
        <source>A voiceprint is personal data, and this file holds it in the clear: only you can read it now. Hand it on only with the consent of those who speak, and delete it when it has arrived.</source>
        <translation>Ein Stimmabdruck zählt zu den personenbezogenen Daten, und diese Datei enthält ihn unverschlüsselt: noch hat nur der eigene Benutzer Zugriff. Nur mit Einwilligung der Sprechenden weitergeben und löschen, sobald sie angekommen ist.</translation>
    </message>
    <message>
        <source>The link to this object ends with your AWS credentials, which last less than an hour or for a time nobody tells. If the job fails, sign in again and repeat it.</source>
        <translation>Der Link zu diesem Objekt endet mit den AWS-Zugangsdaten, die kürzer als eine Stunde oder unbekannt lange gelten. Scheitert der Auftrag, neu anmelden und wiederholen.</translation>
    </message>
    <message>
        <source>Who speaks in {0}?</source>
        <translation>Wer spricht in {0}?</translation>
    </message>
    <message>
        <source>“{0}” is kept.</source>
        <translation>„{0}“ ist aufbewahrt.</translation>
    </message>
    <message>
        <source>pyannoteAI remarks: {0}</source>
        <translation>pyannoteAI bemerkt: {0}</translation>
    </message>
    <message>
        <source>Searches to come name the voice so.</source>
        <translation>Künftige Suchen nennen die Stimme so.</translation>
    </message>
    <message>
        <source>File for {0}</source>
        <translation>Datei für {0}</translation>
    </message>
    <message>
        <source>Voices (*.json)</source>
        <translation>Stimmen (*.json)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>RTTM (*.rttm)</source>
        <translation>RTTM (*.rttm)</translation>
    </message>
    <message>
        <source>{0} is written.</source>
        <translation>{0} ist geschrieben.</translation>
    </message>
    <message>
        <source>Voices</source>
        <translation>Stimmen</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Name or source</source>
        <translation>Name oder Quelle</translation>
    </message>
    <message>
        <source>No voices yet. “New” makes one from up to 30 seconds of one person speaking.</source>
        <translation>Noch keine Stimmen. „Neu“ macht eine aus bis zu 30 Sekunden einer sprechenden Person.</translation>
    </message>
    <message>
        <source>A voiceprint describes a person. Make one only with their consent. It can be deleted at any time.</source>
        <translation>Ein Stimmabdruck beschreibt einen Menschen. Nur mit dessen Einwilligung machen. Er kann jederzeit gelöscht werden.</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>Gemacht aus</translation>
    </message>
    <message>
        <source>Made on</source>
        <translation>Gemacht am</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Liegt</translation>
    </message>
    <message>
        <source>on this computer only, encrypted</source>
        <translation>nur auf diesem Rechner, verschlüsselt</translation>
    </message>
    <message>
        <source>Who speaks?</source>
        <translation>Wer spricht?</translation>
    </message>
    <message>
        <source>Drop a clip, or choose one: your voices are looked for in its sound.</source>
        <translation>Einen Clip hierher ziehen oder wählen: In seinem Ton werden die Stimmen gesucht.</translation>
    </message>
    <message>
        <source>Choose a clip…</source>
        <translation>Clip wählen…</translation>
    </message>
    <message>
        <source>Another clip…</source>
        <translation>Anderer Clip…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Find them</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>All voices</source>
        <translation>Alle Stimmen</translation>
    </message>
    <message>
        <source>Tell how sure each stretch is</source>
        <translation>Sicherheit jeder Stelle angeben</translation>
    </message>
    <message>
        <source>Options…</source>
        <translation>Optionen…</translation>
    </message>
    <message>
        <source>How voices are looked for</source>
        <translation>Wie Stimmen gesucht werden</translation>
    </message>
    <message>
        <source>What is known of the clip, and what counts as found</source>
        <translation>Was über den Clip bekannt ist, und was als gefunden gilt</translation>
    </message>
    <message>
        <source>People who speak, at least</source>
        <translation>Personen, die sprechen, mindestens</translation>
    </message>
    <message>
        <source>People who speak, at most</source>
        <translation>Personen, die sprechen, höchstens</translation>
    </message>
    <message>
        <source>How sure a match must be, 0 to 100</source>
        <translation>Wie sicher ein Treffer sein muss, 0 bis 100</translation>
    </message>
    <message>
        <source>any</source>
        <translation>egal</translation>
    </message>
    <message>
        <source>A voice may be several speakers</source>
        <translation>Eine Stimme darf zu mehreren Sprechenden gehören</translation>
    </message>
    <message>
        <source>Where nothing is written, pyannoteAI counts who speaks, and takes any match.</source>
        <translation>Wo nichts steht, zählt pyannoteAI die Sprechenden und nimmt jeden Treffer.</translation>
    </message>
    <message>
        <source>With other options it is a new search, which pyannoteAI charges for.</source>
        <translation>Mit anderen Optionen ist es eine neue Suche, die pyannoteAI berechnet.</translation>
    </message>
    <message>
        <source>Use these</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>New voiceprint</source>
        <translation>Neuer Stimmabdruck</translation>
    </message>
    <message>
        <source>Drop up to 30 seconds of one person speaking, without music.</source>
        <translation>Bis zu 30 Sekunden einer sprechenden Person hierher ziehen, ohne Musik.</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Paste a link</source>
        <translation>Link einfügen</translation>
    </message>
    <message>
        <source>From a bucket</source>
        <translation>Aus einem Bucket</translation>
    </message>
    <message>
        <source>Address of a file</source>
        <translation>Adresse einer Datei</translation>
    </message>
    <message>
        <source>An https address that leads to the file itself, or s3://bucket/file with the AWS sign-in of this computer.</source>
        <translation>Eine https-Adresse, die zur Datei selbst führt, oder s3://Bucket/Datei mit der AWS-Anmeldung dieses Rechners.</translation>
    </message>
    <message>
        <source>Use this link</source>
        <translation>Diesen Link nehmen</translation>
    </message>
    <message>
        <source>Who speaks</source>
        <translation>Wer spricht</translation>
    </message>
    <message>
        <source>Make the voiceprint</source>
        <translation>Stimmabdruck machen</translation>
    </message>
    <message>
        <source>pyannoteAI makes voiceprints and finds them again. It needs a key.</source>
        <translation>pyannoteAI macht Stimmabdrücke und findet sie wieder. Es braucht einen Schlüssel.</translation>
    </message>
    <message>
        <source>Import voices…</source>
        <translation>Stimmen importieren…</translation>
    </message>
    <message>
        <source>Export voices…</source>
        <translation>Stimmen exportieren…</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>Sicher</translation>
    </message>
    <message>
        <source>Who speaks when</source>
        <translation>Wer wann spricht</translation>
    </message>
    <message>
        <source>The stretch that is used</source>
        <translation>Die Stelle, die verwendet wird</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Where the stretch begins</source>
        <translation>Wo die Stelle beginnt</translation>
    </message>
    <message>
        <source>Where the stretch ends</source>
        <translation>Wo die Stelle endet</translation>
    </message>
    <message>
        <source>Of a file longer than 30 s say which stretch. Both empty: the whole file.</source>
        <translation>Bei einer Datei über 30 s die Stelle angeben. Beide leer: die ganze Datei.</translation>
    </message>
    <message>
        <source>Nobody speaks in this clip.</source>
        <translation>In diesem Clip spricht niemand.</translation>
    </message>
    <message>
        <source>Sound track</source>
        <translation>Tonspur</translation>
    </message>
    <message>
        <source>Webhook…</source>
        <translation>Webhook …</translation>
    </message>
    <message>
        <source>No voice has “{0}”</source>
        <translation>Keine Stimme hat „{0}“</translation>
    </message>
    <message>
        <source>1 voice</source>
        <translation>1 Stimme</translation>
    </message>
    <message>
        <source>{0} voices</source>
        <translation>{0} Stimmen</translation>
    </message>
    <message>
        <source>Looking into it</source>
        <translation>Der Clip wird angesehen</translation>
    </message>
    <message>
        <source>Taking the sound out</source>
        <translation>Der Ton wird entnommen</translation>
    </message>
    <message>
        <source>Sending the sound</source>
        <translation>Der Ton wird gesendet</translation>
    </message>
    <message>
        <source>Handing it to pyannoteAI</source>
        <translation>Er geht an pyannoteAI</translation>
    </message>
    <message>
        <source>pyannoteAI is listening</source>
        <translation>pyannoteAI hört zu</translation>
    </message>
    <message>
        <source>Keeping it</source>
        <translation>Er wird aufbewahrt</translation>
    </message>
    <message>
        <source>{0}: {1} %</source>
        <translation>{0}: {1} %</translation>
    </message>
    <message>
        <source>pyannoteAI is asked every few seconds whether it is done.</source>
        <translation>pyannoteAI wird alle paar Sekunden gefragt, ob es fertig ist.</translation>
    </message>
    <message>
        <source>Listening on port {0}: pyannoteAI tells when it is done, and is asked besides.</source>
        <translation>Lauscht auf Port {0}: pyannoteAI meldet, wenn es fertig ist, und wird daneben gefragt.</translation>
    </message>
    <message>
        <source>pyannoteAI tells at {0} when it is done, and is asked besides.</source>
        <translation>pyannoteAI meldet an {0}, wenn es fertig ist, und wird daneben gefragt.</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>{0} to {1} · {2}</source>
        <translation>{0} bis {1} · {2}</translation>
    </message>
    <message>
        <source>The system keyring is locked. A key for pyannoteAI may be in it.</source>
        <translation>Der Schlüsselbund des Systems ist gesperrt. Ein Schlüssel für pyannoteAI kann darin liegen.</translation>
    </message>
    <message>
        <source>{0} s: longer than 30 s. Choose a stretch of it.</source>
        <translation>{0} s: länger als 30 s. Eine Stelle davon wählen.</translation>
    </message>
    <message>
        <source>“{0}” is no time: write seconds, or 1:02:03.5.</source>
        <translation>„{0}“ ist keine Zeit: Sekunden angeben, oder 1:02:03,5.</translation>
    </message>
    <message>
        <source>Say where the stretch ends, too.</source>
        <translation>Auch das Ende der Stelle angeben.</translation>
    </message>
    <message>
        <source>The stretch must end after it begins.</source>
        <translation>Die Stelle muss nach ihrem Beginn enden.</translation>
    </message>
    <message>
        <source>{0} s: a stretch may be 30 s long.</source>
        <translation>{0} s: Eine Stelle darf 30 s lang sein.</translation>
    </message>
    <message>
        <source>The file ends at {0}.</source>
        <translation>Die Datei endet bei {0}.</translation>
    </message>
    <message>
        <source>Unknown voice {0}</source>
        <translation>Unbekannte Stimme {0}</translation>
    </message>
    <message>
        <source>match {0}</source>
        <translation>Übereinstimmung {0}</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} bis {1}</translation>
    </message>
    <message>
        <source>Speakers: {0}</source>
        <translation>Sprechende: {0}</translation>
    </message>
    <message>
        <source>Speakers: at least {0}</source>
        <translation>Sprechende: mindestens {0}</translation>
    </message>
    <message>
        <source>Speakers: at most {0}</source>
        <translation>Sprechende: höchstens {0}</translation>
    </message>
    <message>
        <source>Match {0} and above</source>
        <translation>Treffer ab {0}</translation>
    </message>
    <message>
        <source>The selected voice</source>
        <translation>Die gewählte Stimme</translation>
    </message>
    <message>
        <source>The {0} selected voices</source>
        <translation>Die {0} gewählten Stimmen</translation>
    </message>
    <message>
        <source>“{0}” is removed.</source>
        <translation>„{0}“ ist entfernt.</translation>
    </message>
    <message>
        <source>{0} voices are removed.</source>
        <translation>{0} Stimmen sind entfernt.</translation>
    </message>
    <message>
        <source>Voices: {0} new, {1} known already.</source>
        <translation>Stimmen: {0} neu, {1} schon bekannt.</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>There is no system keyring: a key would lie in a file that only you can read.</source>
        <translation>Es gibt keinen Schlüsselbund: Ein Schlüssel läge in einer Datei, die nur für das eigene Benutzerkonto lesbar ist.</translation>
    </message>
    <message>
        <source>Keys are kept in the system&apos;s keyring.</source>
        <translation>Schlüssel liegen im Schlüsselbund des Systems.</translation>
    </message>
    <message>
        <source>Welcome to Slipgui</source>
        <translation>Willkommen bei Slipgui</translation>
    </message>
    <message>
        <source>Choose a music folder…</source>
        <translation>Musikordner wählen…</translation>
    </message>
    <message>
        <source>Partner key</source>
        <translation>Partnerschlüssel</translation>
    </message>
    <message>
        <source>Look around first</source>
        <translation>Erst umsehen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Los</translation>
    </message>
    <message>
        <source>It tells you which music is in your clips. Where should it look?</source>
        <translation>Es sagt, welche Musik in Clips ist. Wo soll es nachsehen?</translation>
    </message>
    <message>
        <source>You can use both and change this at any time.</source>
        <translation>Beides ist möglich und jederzeit zu ändern.</translation>
    </message>
    <message>
        <source>Asking AudioVerify whether it takes the key…</source>
        <translation>AudioVerify wird gefragt, ob es den Schlüssel annimmt…</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Compares clips with your own music. Works without a network or a key; nothing is sent.</source>
        <translation>Vergleicht Clips mit der eigenen Musik. Geht ohne Netz und Schlüssel; nichts wird gesendet.</translation>
    </message>
    <message>
        <source>Compares with the Slipstream catalogue and released music. The sound of a clip is sent; names are not.</source>
        <translation>Vergleicht mit dem Katalog von Slipstream und veröffentlichter Musik. Der Ton eines Clips wird gesendet, Namen nicht.</translation>
    </message>
</context>
<context>
    <name>Works</name>
    <message>
        <source>1 work is removed</source>
        <translation>1 Werk ist entfernt</translation>
    </message>
    <message>
        <source>{0} works are removed</source>
        <translation>{0} Werke sind entfernt</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>{0}: {1} works read</source>
        <translation>{0}: {1} Werke gelesen</translation>
    </message>
    <message>
        <source>{0} of “{1}” contradicts the list, which stays</source>
        <translation>{0} von „{1}“ widerspricht der Werkliste, die bleibt</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>{0} weitere</translation>
    </message>
    <message>
        <source>List of works</source>
        <translation>Werkliste</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Import CSV…</source>
        <translation>CSV einlesen…</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>Als CSV schreiben…</translation>
    </message>
    <message>
        <source>1 work</source>
        <translation>1 Werk</translation>
    </message>
    <message>
        <source>{0} works</source>
        <translation>{0} Werke</translation>
    </message>
    <message>
        <source>Used for every cue of the same ISRC, or of the same title and performer.</source>
        <translation>Gilt für jeden Cue mit derselben ISRC oder mit demselben Titel und Interpreten.</translation>
    </message>
    <message>
        <source>New work</source>
        <translation>Neues Werk</translation>
    </message>
    <message>
        <source>Import works</source>
        <translation>Werke einlesen</translation>
    </message>
    <message>
        <source>The list stays as it is where the file says another thing. Choose a line to take it from the file.</source>
        <translation>Wo die Datei etwas anderes sagt, bleibt die Liste, wie sie ist. Eine Zeile auswählen, um sie aus der Datei zu übernehmen.</translation>
    </message>
    <message>
        <source>Of the file was not taken:</source>
        <translation>Aus der Datei wurde nicht übernommen:</translation>
    </message>
    <message>
        <source>{0} of “{1}”: “{2}” in the list, “{3}” in the file</source>
        <translation>{0} von „{1}“: „{2}“ in der Liste, „{3}“ in der Datei</translation>
    </message>
    <message>
        <source>CSV tables (*.csv *.tsv *.txt)</source>
        <translation>CSV-Tabellen (*.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>Export works</source>
        <translation>Werke schreiben</translation>
    </message>
</context>
</TS>
