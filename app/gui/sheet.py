"""The stylesheet; `@name;` stands for a colour of the theme."""

SHEET = """
* { font-family: @sans; font-size: 15px; color: @ink; }
QMainWindow, QWidget#page, QStackedWidget { background-color: @page; }
QStackedWidget#beside { background: transparent; }
QFrame#scanbox { background-color: @card; border: 1px solid @line; border-radius: 12px; }
QFrame#scanbox[focused="true"] { border: 2px solid @accent; }
QFrame#header { background-color: @card; border: none; border-bottom: 1px solid @line; }
QFrame#rail { background-color: @rail; border: none; border-right: 1px solid @line; }
QFrame#foot { background-color: @card; border: none; border-top: 1px solid @line; }
QFrame#panel { background-color: @card; border: none; border-left: 1px solid @line; }
QFrame#card { background-color: @card; border: 1px solid @line; border-radius: 12px; }
QFrame#banner { background-color: @attention; border: none; border-bottom: 1px solid @line; }
QLabel { background: transparent; }
QLabel#muted { color: @muted; }
QLabel[pixels="13"] { font-size: 13px; }
QLabel[pixels="14"] { font-size: 14px; }
QLabel#heading { color: @muted; font-size: 13px; font-weight: 600; }
QLabel#title { font-size: 24px; font-weight: 700; }
QToolTip { background-color: @card; color: @ink; border: 1px solid @line; padding: 6px; font-size: 14px; }
QPushButton, QToolButton#choice {
    background-color: @card;
    border: 1px solid @line;
    border-radius: 10px;
    padding: 0 18px;
    min-height: 46px;
    font-weight: 600;
}
QToolButton#choice { max-height: 46px; }
QPushButton:hover, QToolButton#choice:hover { background-color: @chosen; }
QPushButton:pressed { background-color: @chosen; border-color: @accent; }
QPushButton:focus, QToolButton#choice:focus { border: 2px solid @accent; }
QPushButton:disabled { color: @muted; }
QPushButton[primary="true"] { background-color: @accent; color: @on_accent; border-color: @accent; }
QPushButton[primary="true"]:hover, QPushButton[primary="true"]:pressed {
    background-color: @accent;
    border-color: @ink;
}
QPushButton[primary="true"]:focus { border: 2px solid @ink; }
QPushButton:checked { background-color: @chosen; color: @accent; border-color: @accent; }
QPushButton[tight="true"] { padding: 0 4px; font-size: 14px; }
QPushButton#value {
    background: transparent;
    border: 1px solid transparent;
    min-height: 26px;
    padding: 0 4px;
    border-radius: 6px;
    text-align: left;
}
QPushButton#value:hover { background-color: @chosen; }
QPushButton#value:focus { border: 1px solid @accent; }
QToolButton#choice::menu-indicator { image: none; width: 0; }
QToolButton#place {
    background: transparent;
    border: none;
    border-radius: 10px;
    color: @muted;
    font-size: 12px;
    font-weight: 500;
    padding: 8px 0 6px 0;
}
QToolButton#place:hover { background-color: @chosen; }
QToolButton#place:checked { background-color: @chosen; color: @accent; font-weight: 700; }
QToolButton#place:focus { border: 2px solid @accent; }
QToolButton#light {
    background: transparent;
    border: 1px solid transparent;
    border-radius: 8px;
    color: @muted;
    font-size: 14px;
    padding: 4px 6px;
    min-height: 38px;
}
QToolButton#light:hover { background-color: @chosen; }
QToolButton#light:focus { border: 1px solid @accent; }
QLineEdit {
    placeholder-text-color: @muted;
    background-color: @card;
    border: 1px solid @line;
    border-radius: 10px;
    padding: 0 12px;
    min-height: 46px;
    selection-background-color: @accent;
    selection-color: @on_accent;
}
QLineEdit:focus { border: 2px solid @accent; }
QPlainTextEdit {
    background-color: @card;
    border: 1px solid @line;
    border-radius: 12px;
    padding: 8px;
    selection-background-color: @accent;
    selection-color: @on_accent;
    font-family: @mono;
    font-size: 14px;
}
QPlainTextEdit:focus { border: 2px solid @accent; }
QLineEdit#scan {
    border: none;
    background: transparent;
    padding: 0;
    min-height: 26px;
    font-size: 18px;
    font-weight: 600;
}
QMenu { background-color: @card; border: 1px solid @line; border-radius: 8px; padding: 6px; }
QMenu::item { padding: 12px 28px 12px 16px; border-radius: 6px; }
QMenu::item:selected { background-color: @chosen; }
QTableView {
    background-color: @card;
    border: 1px solid @line;
    border-radius: 12px;
    gridline-color: @line;
    selection-background-color: @chosen;
    selection-color: @ink;
    outline: none;
}
QTableView:focus { border: 2px solid @accent; }
QTableView::item { border-bottom: 1px solid @line; padding: 0 12px; }
QTableView::item:selected { background-color: @chosen; color: @ink; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: transparent;
    color: @muted;
    border: none;
    border-bottom: 1px solid @line;
    padding: 0 15px;
    font-size: 13px;
    font-weight: 500;
}
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background-color: @track; border-radius: 4px; min-height: 40px; }
QScrollBar::handle:vertical:hover { background-color: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
