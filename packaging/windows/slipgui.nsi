; The installer for Windows, for one user, without an administrator:
;   makensis -DVERSION=0.1.0 -DFROZEN=build\frozen\slipgui -DICON=build\icons\slipgui.ico -DOUTPUT=dist\Slipgui-0.1.0-setup.exe packaging\windows\slipgui.nsi
; Silent: Slipgui-0.1.0-setup.exe /S

Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user

!include MUI2.nsh
!include FileFunc.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Slipgui"
!define CLASSES "Software\Classes"

Name "Slipgui"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Slipgui"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "Slipgui"
VIAddVersionKey FileDescription "Tells which music is in a video"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey LegalCopyright "The Slipgui developers, GPL-3.0-or-later"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\slipgui.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

LangString PROJECT ${LANG_ENGLISH} "Slipgui cue project"
LangString PROJECT ${LANG_GERMAN} "Slipgui-Musikliste"
LangString RUNNING ${LANG_ENGLISH} "Slipgui is running. Close it, then try again."
LangString RUNNING ${LANG_GERMAN} "Slipgui läuft. Bitte schließen und noch einmal versuchen."
LangString KEPT ${LANG_ENGLISH} "Slipgui was removed. Your settings, history and catalogue were kept in$\r$\n$LOCALAPPDATA\slipgui$\r$\nDelete that folder to remove them too."
LangString KEPT ${LANG_GERMAN} "Slipgui wurde entfernt. Einstellungen, Verlauf und Katalog wurden behalten, in$\r$\n$LOCALAPPDATA\slipgui$\r$\nWer auch sie entfernen will, löscht diesen Ordner."

; A program that runs cannot be written: that is found out before anything is changed.
!macro STOP_WHERE_IT_RUNS program
  ${If} ${FileExists} "$INSTDIR\${program}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${program}" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDOK
      SetErrorLevel 1
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

!macro OFFER ending
  WriteRegNone HKCU "${CLASSES}\${ending}\OpenWithProgids" "Slipgui.Clip"
!macroend

!macro WITHDRAW ending
  DeleteRegValue HKCU "${CLASSES}\${ending}\OpenWithProgids" "Slipgui.Clip"
!macroend

!macro FOR_EACH_CLIP_ENDING what
  !insertmacro ${what} ".mov"
  !insertmacro ${what} ".mp4"
  !insertmacro ${what} ".mxf"
  !insertmacro ${what} ".avi"
  !insertmacro ${what} ".mpg"
  !insertmacro ${what} ".mkv"
  !insertmacro ${what} ".wav"
!macroend

Section
  !insertmacro STOP_WHERE_IT_RUNS "slipgui.exe"
  !insertmacro STOP_WHERE_IT_RUNS "slip.exe"
  RMDir /r "$INSTDIR\_internal" ; of an older version
  SetOutPath "$INSTDIR"
  File /r "${FROZEN}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Slipgui.lnk" "$INSTDIR\slipgui.exe"

  WriteRegStr HKCU "${CLASSES}\.slipcues" "" "Slipgui.Cues"
  WriteRegStr HKCU "${CLASSES}\Slipgui.Cues" "" "$(PROJECT)"
  WriteRegStr HKCU "${CLASSES}\Slipgui.Cues\DefaultIcon" "" "$INSTDIR\slipgui.exe,0"
  WriteRegStr HKCU "${CLASSES}\Slipgui.Cues\shell\open\command" "" '"$INSTDIR\slipgui.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\Slipgui.Clip\DefaultIcon" "" "$INSTDIR\slipgui.exe,0"
  WriteRegStr HKCU "${CLASSES}\Slipgui.Clip\shell\open\command" "" '"$INSTDIR\slipgui.exe" "%1"'
  !insertmacro FOR_EACH_CLIP_ENDING OFFER

  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegStr HKCU "${KEY}" "DisplayName" "Slipgui"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "Publisher" "The Slipgui developers"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\slipgui.exe"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" $0
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  !insertmacro STOP_WHERE_IT_RUNS "slipgui.exe"
  !insertmacro STOP_WHERE_IT_RUNS "slip.exe"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\slipgui.exe"
  Delete "$INSTDIR\slip.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only when nothing else is in it
  Delete "$SMPROGRAMS\Slipgui.lnk"
  DeleteRegKey HKCU "${CLASSES}\.slipcues"
  DeleteRegKey HKCU "${CLASSES}\Slipgui.Cues"
  DeleteRegKey HKCU "${CLASSES}\Slipgui.Clip"
  !insertmacro FOR_EACH_CLIP_ENDING WITHDRAW
  DeleteRegKey HKCU "${KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  MessageBox MB_OK|MB_ICONINFORMATION "$(KEPT)" /SD IDOK
SectionEnd
